package dev.digitgan.trainer.command.train;

import dev.digitgan.command.PortOptions;
import dev.digitgan.command.PortOptions.Port;
import dev.digitgan.command.ProgramOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.ServicePorts;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.TransportOptions;
import dev.digitgan.runtime.http.HttpEndpoint;
import dev.digitgan.runtime.http.ServiceMetrics;
import dev.digitgan.runtime.http.StatusPage;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.grpc.TrainingGrpcService;
import dev.digitgan.trainer.metrics.AlarmMetrics;
import dev.digitgan.trainer.metrics.QualityMetrics;
import dev.digitgan.trainer.metrics.TrainerMetrics;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunObserver;
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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The ports of the trainer for the life of a run: gRPC, admin and metrics. */
final class TrainerEndpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TrainerEndpoints.class);
  private static final String SERVICE = "trainer";
  private static final int HANDLER_THREADS = 2;

  /** The time for watches to get the run's last state. */
  private static final Duration DRAIN = Duration.ofSeconds(1);

  /** Picocli mixin: the ports of the trainer. */
  static final class Options {
    private static final String VARIABLES = "DIGITGAN_TRAINER";

    @Mixin
    final PortOptions ports =
        new PortOptions(
            VARIABLES,
            new Port(50_052, "TrainingService, health and reflection; 0 = any free port."),
            new Port(50_062, "Health and channelz in plain text; 0 = any free port."),
            new Port(8_081, "/metrics, /healthz and /; 0 = any free port."),
            ProgramOptions.option(
                VARIABLES,
                "--ports-file",
                "FILE",
                Path.class,
                Option.NULL_VALUE,
                "Writes the bound ports there, as one line of JSON."));

    @Mixin final TransportOptions transport = new TransportOptions(VARIABLES);
  }

  private final ServiceMetrics serviceMetrics;
  private final TrainerMetrics metrics;
  private final QualityMetrics quality = new QualityMetrics();
  private final AlarmMetrics alarms = new AlarmMetrics();
  private final TrainingGrpcService service;
  private final GrpcEndpoint grpc;
  private final HttpEndpoint http;

  private TrainerEndpoints(Options options, RunContext run, Run identity) {
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
                OptionValues.checked(options.transport::transport)),
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

  /** Listens; {@link UserErrorException} if a port is taken. */
  static TrainerEndpoints start(Options options, RunContext run) {
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

  /** Listens and closes the ports again; {@link UserErrorException} if a port is taken. */
  static void check(Options options, RunContext run) {
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

  private void announce(Options options) {
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

  List<RunObserver> meters() {
    return List.of(metrics, quality, alarms);
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
