package dev.digitgan.generator.bench;

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

  ChildProcess startClient() throws IOException {
    return own(
        ChildProcess.java(
            "client", directory, settings.placement().clientCores(), LoadClient.class));
  }

  ChildProcess startRawEngine() throws IOException {
    List<Integer> cores = settings.placement().serverCores();
    return own(
        ChildProcess.java(
            "raw engine",
            directory,
            cores,
            RawEngine.class,
            directory.toString(),
            BenchStore.MODEL,
            Cores.text(cores),
            Integer.toString(settings.workerCount())));
  }

  void startEcho() throws IOException {
    ChildProcess echo =
        own(
            ChildProcess.java(
                "echo", directory, settings.placement().serverCores(), EchoServer.class));
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
    ChildProcess service =
        own(
            ChildProcess.start(
                "service", directory, settings.placement().serverCores(), command, javaOptions));
    Listening listening = Readiness.awaitModel(service, ports);
    targets.put(Target.SERVICE, listening);
    targets.put(Target.SWAPS, listening);
  }

  void startPython(PythonInterpreter python, Path script) throws IOException {
    Path descriptors = directory.resolve("generator.descriptors");
    PythonInterpreter.writeDescriptors(descriptors);
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
      ChildProcess server =
          own(
              ChildProcess.start(
                  target.name(), directory, settings.placement().serverCores(), command, ""));
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
