package dev.digitgan.generator.bench;

import ai.djl.engine.Engine;
import ai.djl.util.Utils;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.generator.bench.BenchOptions.Placement;
import dev.digitgan.generator.bench.BenchReport.NetworkResult;
import dev.digitgan.generator.bench.BenchReport.Profile;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.runtime.command.CommandLines;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.testing.bench.ChildProcess;
import dev.digitgan.testing.bench.CommonOptions;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.PythonInterpreter;
import io.grpc.internal.GrpcUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the service and what bounds it, and prints the results. */
@Command(
    name = "bench",
    sortOptions = false,
    description =
        "Measures Sample on the built service against the bare engine, bare gRPC and a Python server.")
public final class ServingBenchmark implements Callable<Integer> {
  private static final Path SERVICE = Path.of("bin", "generator-service");
  private static final Path PYTHON_SERVER = Path.of("src", "bench", "python", "server.py");

  @Mixin private final BenchOptions options = new BenchOptions();

  public static void main(String[] args) {
    Logging.unify();
    ChildProcess.endAllWithThis();
    System.exit(CommandLines.execute(new ServingBenchmark(), args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, CheckpointException {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    options.complete();
    Placement placement = options.placement();
    Optional<PythonInterpreter> python = options.python();
    Map<String, String> facts = facts(python);
    Cores.pinProcess(placement.clientCores());
    TextReport text =
        new TextReport(System.out, placement.serverCores().size(), placement.clientCores().size());
    text.print(facts, options.rounds());
    BenchReport report =
        new BenchReport(
            Instant.now().toString(),
            facts,
            placement,
            options.workers(),
            options.rounds(),
            options.cell.toMillis(),
            new ArrayList<>(),
            new ArrayList<>());
    for (Map.Entry<String, GeneratorSpec> network : options.networks().entrySet()) {
      // Kept on failure, with the processes' logs.
      Path directory = options.json().resolveSibling("bench-work-" + network.getKey());
      Utils.deleteQuietly(directory);
      Files.createDirectories(directory);
      try (DirectoryStore stored = new DirectoryStore(directory);
          Servers servers = new Servers(directory, placement, options.workers())) {
        BenchStore store = BenchStore.create(stored, network.getValue());
        ChildProcess client = servers.startClient();
        ChildProcess raw = servers.startRawEngine();
        servers.startEcho();
        servers.startService(
            SERVICE.toAbsolutePath(), options.profile ? ServerProfile.JAVA_OPTIONS : "");
        if (python.isPresent()) {
          servers.startPython(python.get(), PYTHON_SERVER.toAbsolutePath());
        }
        NetworkRun run = new NetworkRun(network.getKey(), options, servers, store, client);
        NetworkResult result = run.run(raw);
        report.networks().add(result);
        text.print(result);
        options.write(report);
        if (options.profile) {
          List<Profile> profiles = run.profile(directory);
          report.profiles().addAll(profiles);
          profiles.forEach(text::print);
          options.write(report);
        }
      }
      Utils.deleteQuietly(directory);
    }
    System.out.printf(Locale.ROOT, "%nevery run: %s%n", options.json());
    boolean failed =
        report.networks().stream()
            .flatMap(network -> network.cells().stream())
            .anyMatch(cell -> cell.sum(BenchReport.Run::errors) > 0);
    return failed ? 1 : 0;
  }

  private Map<String, String> facts(Optional<PythonInterpreter> python) {
    String engine = EngineIdentity.engine() + " by DJL " + Engine.getDjlVersion();
    Map<String, String> facts = CommonOptions.facts(engine, python);
    facts.put("gRPC", GrpcUtil.getGrpcBuildVersion().getImplementationVersion());
    Placement placement = options.placement();
    boolean shared = placement.serverCores().stream().anyMatch(placement.clientCores()::contains);
    String cores =
        "servers and raw engine on %s, client on %s%s"
            .formatted(
                Cores.text(placement.serverCores()),
                Cores.text(placement.clientCores()),
                shared ? ", SHARED: no figure below is worth much" : "");
    facts.put("cores", Cores.canPin() ? cores : "not bound to processes: there is no taskset");
    facts.put("workers", Integer.toString(options.workers()));
    return facts;
  }
}
