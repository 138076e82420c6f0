package dev.digitgan.generator.bench;

import dev.digitgan.testing.bench.ChildProcess;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.Launcher;
import dev.digitgan.testing.bench.PythonInterpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All processes of one network: its servers, the bare engine, and the client. */
final class Servers implements AutoCloseable {
  /** As the service's own script starts it: the bounds must not run on better memory settings. */
  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xms64m",
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:+AlwaysPreTouch",
          "-XX:+ExitOnOutOfMemoryError");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "MALLOC_TRIM_THRESHOLD_", "268435456");

  private final List<ChildProcess> processes = new ArrayList<>();
  private final Map<Target, Listening> targets = new EnumMap<>(Target.class);
  private final Path directory;
  private final BenchSettings settings;

  /**
   * A server that takes calls.
   *
   * @param metricsPort 0 where there are none
   */
  record Listening(int port, int metricsPort, long pid) {}

  /**
   * @param directory for the store, which is there, and the logs
   */
  Servers(Path directory, BenchSettings settings) {
    this.directory = directory;
    this.settings = settings;
  }

  /** Of what serves. */
  private Launcher launcher() {
    return new Launcher(directory, settings.placement().serverCores(), ENVIRONMENT);
  }

  ChildProcess startClient() throws IOException {
    return own(
        launcher()
            .on(settings.placement().clientCores())
            .java("client", JVM_FLAGS, LoadClient.class, List.of()));
  }

  ChildProcess startRawEngine() throws IOException {
    List<Integer> cores = settings.placement().serverCores();
    return own(
        launcher()
            .java(
                "raw engine",
                JVM_FLAGS,
                RawEngine.class,
                List.of(
                    directory.toString(),
                    BenchStore.MODEL,
                    Cores.text(cores),
                    Integer.toString(settings.workerCount()))));
  }

  void startEcho() throws IOException {
    ChildProcess echo = own(launcher().java("echo", JVM_FLAGS, EchoServer.class, List.of()));
    targets.put(Target.ECHO, new Listening(echo.hear(ServerPort.class).port(), 0, echo.pid()));
  }

  /**
   * The service, once it serves a model.
   *
   * @param javaOptions beside its own
   */
  void startService(Path script, String javaOptions) throws IOException {
    Path ports = directory.resolve("ports.json");
    List<String> command =
        List.of(
            script.toString(),
            "serve",
            "--store",
            directory.toString(),
            "--model",
            BenchStore.MODEL,
            "--workers",
            Integer.toString(settings.workerCount()),
            "--poll",
            "200ms",
            // All callers at once, with the largest n, of one client.
            "--queue-images",
            "262144",
            "--bind",
            "127.0.0.1",
            "--grpc-port",
            "0",
            "--admin-port",
            "0",
            "--http-port",
            "0",
            "--ports-file",
            ports.toString());
    ChildProcess service = own(launcher().with("JAVA_OPTS", javaOptions).start("service", command));
    Listening listening = Readiness.awaitModel(service, ports);
    targets.put(Target.SERVICE, listening);
    targets.put(Target.SWAPS, listening);
  }

  void startPython(PythonInterpreter python, Path script) throws IOException {
    Path descriptors = directory.resolve("generator.descriptors");
    PythonServer.writeDescriptors(descriptors);
    for (Target target : List.of(Target.PYTHON, Target.PYTHON_BATCHING)) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  python.executable(),
                  script.toString(),
                  "--store",
                  directory.toString(),
                  "--model",
                  BenchStore.MODEL,
                  "--descriptors",
                  descriptors.toString()));
      if (target == Target.PYTHON_BATCHING) {
        command.add("--batching");
      }
      ChildProcess server = own(launcher().start(target.name(), command));
      targets.put(target, new Listening(server.hear(ServerPort.class).port(), 0, server.pid()));
    }
  }

  /** Those that were started. */
  Set<Target> targets() {
    return Collections.unmodifiableSet(targets.keySet());
  }

  /** IllegalArgumentException if it was not started. */
  Listening listening(Target target) {
    Listening listening = targets.get(target);
    if (listening == null) {
      throw new IllegalArgumentException(target + " was not started");
    }
    return listening;
  }

  /** IOException, with its log, if one of the processes has ended. */
  void requireAlive() throws IOException {
    for (ChildProcess process : processes) {
      process.requireAlive();
    }
  }

  private ChildProcess own(ChildProcess process) {
    processes.add(process);
    return process;
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }
}
