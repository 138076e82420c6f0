package dev.digitgan.runtime.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.access.ConnectionIdentity;
import dev.digitgan.runtime.load.LoadMeter;
import dev.digitgan.runtime.load.LoadReportService;
import dev.digitgan.runtime.load.LoadTrailers;
import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ChannelzService;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service's gRPC ports. Main: its services, health, load reports and reflection, as the {@link
 * Transport} says. Admin, always in plain text: health and channelz, so that probes work when the
 * main port has TLS.
 *
 * <p>Health of "" is this process being alive, from start to close. The services named at
 * construction begin as NOT_SERVING; {@link #serving} and {@link #notServing} flip them.
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

  /** Of services where nothing waits. */
  public GrpcEndpoint(
      GrpcSettings settings, List<BindableService> services, List<ServerInterceptor> interceptors) {
    this(settings, services, interceptors, () -> 0);
  }

  /**
   * @param interceptors around {@code services} only, the first outermost; {@link
   *     ClientIdentity#current} is known within them, in the handlers
   * @param queueFill for load reports: 0 nothing waits, 1 nothing more may; asked about once a
   *     second
   */
  public GrpcEndpoint(
      GrpcSettings settings,
      List<BindableService> services,
      List<ServerInterceptor> interceptors,
      DoubleSupplier queueFill) {
    this.settings = settings;
    this.services = List.copyOf(services);
    this.interceptors = List.copyOf(interceptors);
    this.health = ServiceHealth.of(services);
    this.connections = new BoundedConnections(settings.transport().connections().maxConnections());
    this.security = new PortSecurity(settings.transport(), Clock.systemUTC());
    this.load = new LoadMeter(queueFill);
  }

  /**
   * Binds both ports; {@link UserErrorException} where one is taken or not allowed, or where a file
   * of the {@link Transport} cannot be used.
   */
  public synchronized void start() {
    if (running != null) {
      throw new IllegalStateException("started already");
    }
    health.begin();
    Background background = Background.start(settings);
    List<Server> bound = new ArrayList<>();
    try {
      bound.add(bind("--grpc-port", mainServer(background), settings.port()));
      bound.add(bind("--admin-port", adminServer(background.threads()), settings.adminPort()));
      Server main = bound.get(0);
      Server admin = bound.get(1);
      security.watch(background.periodicTasks());
      background.periodicTasks().every(LOAD_PERIOD, load::measure);
      running = new Running(main, admin, main.getPort(), admin.getPort(), background);
    } finally {
      if (running == null) {
        bound.forEach(Server::shutdownNow);
        background.close();
      }
    }
  }

  /** The port really bound. */
  public int port() {
    return started().port;
  }

  /** The admin port really bound. */
  public int adminPort() {
    return started().adminPort;
  }

  /** {@code digitgan.grpc.*}: of connections and certificates; to be bound after {@link #start}. */
  public MeterBinder meters() {
    return new PortMeters(connections, security);
  }

  /** Reports {@code service} as ready; once the drain has begun, does nothing. */
  public void serving(String service) {
    health.serving(service);
  }

  public void notServing(String service) {
    health.notServing(service);
  }

  /**
   * Reports every service as NOT_SERVING, takes no further call and waits for those that were
   * accepted; watches on health are ended. "" stays alive and the admin port stays up until {@link
   * #close}.
   *
   * @return false when {@code grace} passed with calls still open; {@link #close} cuts them off
   */
  public boolean drain(Duration grace) throws InterruptedException {
    Server main = started().main;
    health.drain();
    main.shutdown();
    endless.end();
    return main.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Cuts off what is still open and frees the ports. Without {@link #start}, does nothing. */
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
        server(settings.port(), background.threads())
            .channelFactory(connections::newServerChannel)
            .addTransportFilter(new ConnectionIdentity());
    security.applyTo(server);
    background
        .tracing()
        .ifPresent(tracing -> server.addStreamTracerFactory(tracing.calls(methods())));
    List<ServerInterceptor> around = new ArrayList<>();
    around.add(new LoadTrailers(load));
    around.addAll(interceptors);
    around.add(security.authentication());
    server.addService(ServerInterceptors.intercept(readable(health.service()), endless));
    for (BindableService reflection : Reflection.services()) {
      server.addService(ServerInterceptors.intercept(readable(reflection), endless));
    }
    server.addService(
        ServerInterceptors.intercept(
            readable(
                new LoadReportService(
                    load, background.periodicTasks().threads(), LoadReportService.LEAST_INTERVAL)),
            endless));
    for (BindableService service : services) {
      server.addService(ServerInterceptors.interceptForward(readable(service), around));
    }
    return server;
  }

  private Set<String> methods() {
    return services.stream()
        .flatMap(service -> service.bindService().getMethods().stream())
        .map(method -> method.getMethodDescriptor().getFullMethodName())
        .collect(Collectors.toSet());
  }

  private NettyServerBuilder adminServer(ServerThreads threads) {
    return server(settings.adminPort(), threads)
        .addService(readable(health.service()))
        .addService(readable(ChannelzService.newInstance(CHANNELZ_PAGE)));
  }

  private static ServerServiceDefinition readable(BindableService service) {
    return ReadableRequests.of(service.bindService());
  }

  private NettyServerBuilder server(int port, ServerThreads threads) {
    NettyServerBuilder server = NettyServerBuilder.forAddress(settings.address(port));
    settings.transport().connections().applyTo(server);
    return server
        .executor(threads.handlers())
        .bossEventLoopGroup(threads.network())
        .workerEventLoopGroup(threads.network())
        .channelFactory(LingeringClose::newServerChannel)
        .maxInboundMessageSize(settings.maxRequestBytes())
        .maxInboundMetadataSize(MAX_METADATA_BYTES);
  }

  private Server bind(String option, NettyServerBuilder server, int port) {
    try {
      return server.build().start();
    } catch (IOException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      String message = cause.getMessage();
      throw new UserErrorException(
          String.format(
              Locale.ROOT,
              "%s: cannot listen on %s:%d: %s",
              option,
              settings.bindAddress(),
              port,
              message == null ? cause : message),
          e);
    }
  }
}
