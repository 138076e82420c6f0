package dev.digitgan.trainer.command.train;

import dev.digitgan.command.MisuseException;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.ServicePorts;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.Transport;
import dev.digitgan.runtime.http.HttpEndpoint;
import dev.digitgan.runtime.http.ServiceMetrics;
import dev.digitgan.runtime.http.StatusPage;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.grpc.TrainingGrpcService;
import dev.digitgan.trainer.metrics.AlarmMetrics;
import dev.digitgan.trainer.metrics.QualityMetrics;
import dev.digitgan.trainer.metrics.TrainerMetrics;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.RunSnapshot;
import dev.digitgan.trainer.v1.Run;
import dev.digitgan.trainer.v1.TrainingServiceGrpc;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the trainer listens on for the life of a run: gRPC, its admin port, metrics. */
final class TrainerEndpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainerEndpoints.class);
  private static final String SERVICE = "trainer";
  private static final int HANDLER_THREADS = 2;

  /** For watches to get the run's last state. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  private final ServiceMetrics serviceMetrics;
  private final TrainerMetrics metrics;
  private final QualityMetrics quality = new QualityMetrics();
  private final AlarmMetrics alarms = new AlarmMetrics();
  private final TrainingGrpcService service;
  private final GrpcEndpoint grpc;
  private final HttpEndpoint http;

  private TrainerEndpoints(EndpointOptions options, RunContext run, Run identity) {
    RunBoard board = run.board();
    GameSettings game = run.recipe().game();
    serviceMetrics = new ServiceMetrics();
    metrics = new TrainerMetrics(board, game.batchSize() * game.discriminatorSteps());
    service = new TrainingGrpcService(identity, board);
    grpc =
        new GrpcEndpoint(
            new GrpcSettings(
                options.ports.bind(),
                options.ports.grpcPort(),
                options.ports.adminPort(),
                GrpcSettings.SMALL_REQUEST_BYTES,
                HANDLER_THREADS,
                transport(options)),
            List.of(service),
            List.of(new MetricCollectingServerInterceptor(serviceMetrics.registry())));
    http =
        new HttpEndpoint(
            options.ports.bind(),
            options.ports.httpPort(),
            serviceMetrics,
            Optional::empty,
            new StatusPage("digitgan trainer", () -> facts(identity, board.current())));
  }

  /** Listens; {@link UserErrorException} where a port is taken. */
  static TrainerEndpoints start(EndpointOptions options, RunContext run) {
    Run identity = run.provenance().run(run.store().keys().model(), run.clock().instant());
    TrainerEndpoints endpoints = new TrainerEndpoints(options, run, identity);
    try {
      endpoints.listen();
      endpoints.announce(options);
      return endpoints;
    } catch (RuntimeException e) {
      endpoints.close();
      throw e;
    }
  }

  /** Listens, and ends that; {@link UserErrorException} where a port is taken. */
  static void check(EndpointOptions options, RunContext run) {
    try (TrainerEndpoints endpoints =
        new TrainerEndpoints(options, run, Run.getDefaultInstance())) {
      endpoints.listen();
    }
  }

  private void listen() {
    serviceMetrics.start();
    metrics.bindTo(serviceMetrics.registry());
    quality.bindTo(serviceMetrics.registry());
    alarms.bindTo(serviceMetrics.registry());
    service.start();
    grpc.start();
    grpc.meters().bindTo(serviceMetrics.registry());
    http.start();
    grpc.serving(TrainingServiceGrpc.SERVICE_NAME);
  }

  private void announce(EndpointOptions options) {
    ServicePorts ports = new ServicePorts(grpc.port(), grpc.adminPort(), http.port());
    log.info("{}", ports.startLine(SERVICE));
    Optional<Path> file = options.ports.portsFile();
    if (file.isPresent()) {
      try {
        ports.write(file.get(), SERVICE);
      } catch (IOException e) {
        throw new UserErrorException("--ports-file: " + e, e);
      }
    }
  }

  private static Transport transport(EndpointOptions options) {
    try {
      return options.transport.transport();
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }

  TrainerMetrics metrics() {
    return metrics;
  }

  QualityMetrics quality() {
    return quality;
  }

  AlarmMetrics alarms() {
    return alarms;
  }

  private static Map<String, String> facts(Run identity, RunSnapshot snapshot) {
    RunProgress progress = snapshot.progress();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("run", identity.getRun());
    facts.put("state", snapshot.state().toString());
    facts.put("recipe", identity.getRecipe());
    facts.put("data set", identity.getDataSet());
    facts.put("device", identity.getDevice());
    facts.put("step", progress.step() + " of " + progress.totalSteps());
    facts.put("epoch", progress.epoch() + " of " + progress.totalEpochs());
    facts.put("published version", Long.toString(progress.publishedVersion()));
    return facts;
  }

  @Override
  public void close() {
    try {
      grpc.drain(DRAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      log.debug("nothing to drain", e);
    }
    http.close();
    grpc.close();
    service.close();
    serviceMetrics.close();
  }
}
