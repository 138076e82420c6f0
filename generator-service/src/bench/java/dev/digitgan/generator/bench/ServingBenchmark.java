package dev.digitgan.generator.bench;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.generator.bench.JsonReport.ProfilePart;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.runtime.command.CommandLines;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.testing.bench.ChildProcess;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.PythonInterpreter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the service, and what bounds it, and prints it all. */
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
    BenchSettings settings = options.settings();
    Optional<PythonInterpreter> python = options.python();
    Map<String, String> facts = Machine.facts(settings, python);
    Cores.pinProcess(settings.placement().clientCores());
    Report report = new Report(System.out, settings);
    report.print(facts);
    List<NetworkResults> results = new ArrayList<>();
    List<ProfilePart> profiles = new ArrayList<>();
    for (Map.Entry<String, GeneratorSpec> network : options.networks().entrySet()) {
      // Kept when something goes wrong: the processes' logs are there.
      Path directory =
          options.json().toAbsolutePath().resolveSibling("bench-work-" + network.getKey());
      remove(directory);
      Files.createDirectories(directory);
      try (DirectoryStore stored = new DirectoryStore(directory);
          Servers servers = new Servers(directory, settings)) {
        BenchStore store = BenchStore.create(stored, network.getKey(), network.getValue());
        ChildProcess client = servers.startClient();
        ChildProcess raw = servers.startRawEngine();
        servers.startEcho();
        servers.startService(
            SERVICE.toAbsolutePath(), options.isProfiled() ? FlightRecording.JAVA_OPTIONS : "");
        if (python.isPresent()) {
          servers.startPython(python.get(), PYTHON_SERVER.toAbsolutePath());
        }
        NetworkRun run = new NetworkRun(settings, servers, store, ServingBenchmark::progress);
        NetworkResults measured = run.run(network.getKey(), raw, client);
        results.add(measured);
        report.print(measured);
        JsonReport.write(options.json(), facts, settings, results, profiles);
        if (options.isProfiled()) {
          List<ProfilePart> profiled = run.profile(network.getKey(), client, directory);
          profiles.addAll(profiled);
          profiled.forEach(report::print);
          JsonReport.write(options.json(), facts, settings, results, profiles);
        }
      }
      remove(directory);
    }
    System.out.printf(Locale.ROOT, "%nevery run: %s%n", options.json().toAbsolutePath());
    boolean failed =
        results.stream().flatMap(r -> r.summaries().stream()).anyMatch(s -> s.errorCount() > 0);
    return failed ? 1 : 0;
  }

  private static void progress(String line) {
    System.err.println(line);
  }

  private static void remove(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
