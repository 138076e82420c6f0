package dev.digitgan.runtime.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.access.ConnectionIdentity;
import dev.digitgan.runtime.command.ServicePorts;
import dev.digitgan.runtime.load.LoadMeter;
import dev.digitgan.runtime.load.LoadReportService;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.grpc.protobuf.services.ProtoReflectionService;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A service's gRPC ports. The main port has its services, health, load reports and reflection, as
 * the {@link Transport} says. The admin port has health and channelz, always in plain text, so that
 * probes work when the main port has TLS.
 *
 * <p>Health of "" says that this process is alive, from start to close. The services begin as
 * NOT_SERVING; {@link #serving} and {@link #notServing} flip them.
 */
public final class GrpcEndpoint implements AutoCloseable {
  private static final int MAX_METADATA_BYTES = 16 * 1024;
  private static final int CHANNELZ_PAGE = 100;
  private static final Duration LOAD_PERIOD = Duration.ofSeconds(1);
  private static final Duration CUT_OFF = LingeringClose.LIMIT.plusSeconds(1);

  private final GrpcSettings settings;
  private final List<BindableService> services;
  private final List<ServerInterceptor> interceptors;
  private final ServiceHealth health;
  private final EndlessCalls endless = new EndlessCalls();
  private final BoundedConnections connections;
  private final PortSecurity security;
  private final LoadMeter load;

  @GuardedBy("this")
  private @Nullable Running running;

  private record Running(
      Server main, Server admin, int port, int adminPort, Background background) {}

  /** Makes the endpoint of services without a queue. */
  public GrpcEndpoint(
      GrpcSettings settings, List<BindableService> services, List<ServerInterceptor> interceptors) {
    this(settings, services, interceptors, () -> 0);
  }

  /**
   * @param interceptors of {@code services} only, the first outermost; {@link
   *     ClientIdentity#current} is known inside them, in the handlers
   * @param queueFill for load reports, from 0 (empty) to 1 (full); read about once a second
   */
  public GrpcEndpoint(
      GrpcSettings settings,
      List<BindableService> services,
      List<ServerInterceptor> interceptors,
      DoubleSupplier queueFill) {
    this.settings = settings;
    this.services = List.copyOf(services);
    this.interceptors = List.copyOf(interceptors);
    this.health = new ServiceHealth(services);
    this.connections = new BoundedConnections(settings.transport().connections().maxConnections());
    this.security = new PortSecurity(settings.transport(), Clock.systemUTC());
    this.load = new LoadMeter(queueFill);
  }

  /**
   * Binds both ports; throws {@link UserErrorException} if one is taken or not allowed, or if a
   * file of the {@link Transport} is unusable.
   */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("started already");
    }
    health.begin();
    Background background =
        Background.start(settings.handlerThreadCount(), settings.transport().tracedAs());
    List<Server> bound = new ArrayList<>();
    try {
      bound.add(bind("--grpc-port", mainServer(background), settings.port()));
      bound.add(bind("--admin-port", adminServer(background), settings.adminPort()));
      Server main = bound.get(0);
      Server admin = bound.get(1);
      security.watch(background);
      background.every(LOAD_PERIOD, load::measure);
      running = new Running(main, admin, main.getPort(), admin.getPort(), background);
    } finally {
      if (running == null) {
        bound.forEach(Server::shutdownNow);
        background.close();
      }
    }
  }

  /** Returns the main port that was bound. */
  public int port() {
    return started().port;
  }

  /** Returns the admin port that was bound. */
  public int adminPort() {
    return started().adminPort;
  }

  /** Returns the meters {@code digitgan.grpc.*}; bind them after {@link #start}. */
  public MeterBinder meters() {
    return GrpcMeters.ofPort(connections, security);
  }

  /** Reports {@code service} as ready, unless the drain has begun. */
  public void serving(String service) {
    health.serving(service);
  }

  public void notServing(String service) {
    health.notServing(service);
  }

  /**
   * Reports every service as NOT_SERVING, takes no further call, ends watches on health, and waits
   * for the calls that were accepted. "" stays alive and the admin port stays up until {@link
   * #close}.
   *
   * @return false if calls were still open after {@code grace}; {@link #close} cuts them off
   */
  public boolean drain(Duration grace) throws InterruptedException {
    Server main = started().main;
    health.drain();
    main.shutdown();
    endless.end();
    return main.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Cuts off open calls and frees the ports. Does nothing without {@link #start}. */
  @Override
  public void close() {
    Running stopping;
    synchronized (this) {
      stopping = running;
      running = null;
    }
    if (stopping == null) {
      return;
    }
    health.end();
    stopping.main.shutdownNow();
    stopping.admin.shutdownNow();
    try {
      stopping.main.awaitTermination(CUT_OFF.toMillis(), TimeUnit.MILLISECONDS);
      stopping.admin.awaitTermination(CUT_OFF.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopping.background.close();
  }

  private synchronized Running started() {
    if (running == null) {
      throw new IllegalStateException("not started");
    }
    return running;
  }

  private NettyServerBuilder mainServer(Background background) {
    NettyServerBuilder server =
        server(settings.port(), background)
            .channelFactory(connections::newServerChannel)
            .addTransportFilter(new ConnectionIdentity());
    security.applyTo(server);
    background
        .tracing()
        .ifPresent(tracing -> server.addStreamTracerFactory(tracing.calls(services)));
    List<ServerInterceptor> around = new ArrayList<>();
    around.add(load);
    around.addAll(interceptors);
    around.add(security.authentication());
    for (BindableService open : openServices(background)) {
      server.addService(ServerInterceptors.intercept(readable(open), endless));
    }
    for (BindableService service : services) {
      server.addService(ServerInterceptors.interceptForward(readable(service), around));
    }
    return server;
  }

  /**
   * Returns the services that need no token. Reflection has two names, because many clients
   * (grpcurl before 1.9, Postman, Python's) know {@code grpc.reflection.v1alpha} alone.
   */
  @SuppressWarnings("deprecation") // The class of the older name; its clients are not deprecated.
  private List<BindableService> openServices(Background background) {
    return List.of(
        health.service(),
        ProtoReflectionServiceV1.newInstance(),
        ProtoReflectionService.newInstance(),
        new LoadReportService(load, background.periodic(), LoadReportService.LEAST_INTERVAL));
  }

  private NettyServerBuilder adminServer(Background background) {
    return server(settings.adminPort(), background)
        .addService(readable(health.service()))
        .addService(readable(ChannelzService.newInstance(CHANNELZ_PAGE)));
  }

  private static ServerServiceDefinition readable(BindableService service) {
    return ReadableRequests.of(service.bindService());
  }

  private NettyServerBuilder server(int port, Background background) {
    NettyServerBuilder server =
        NettyServerBuilder.forAddress(ServicePorts.address(settings.bindAddress(), port));
    settings.transport().connections().applyTo(server);
    return server
        .executor(background.handlers())
        .bossEventLoopGroup(background.network())
        .workerEventLoopGroup(background.network())
        .channelFactory(LingeringClose::newServerChannel)
        .maxInboundMessageSize(settings.maxRequestBytes())
        .maxInboundMetadataSize(MAX_METADATA_BYTES);
  }

  private Server bind(String option, NettyServerBuilder server, int port) {
    try {
      return server.build().start();
    } catch (IOException e) {
      throw ServicePorts.cannotListen(option, settings.bindAddress(), port, e);
    }
  }
}
