package dev.digitgan.generator.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.digitgan.generator.bench.BenchOptions.Placement;
import dev.digitgan.generator.bench.BenchReport.Cell.Target;
import dev.digitgan.generator.v1.GeneratorProto;
import dev.digitgan.testing.MetricsPage;
import dev.digitgan.testing.bench.ChildProcess;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.Launcher;
import dev.digitgan.testing.bench.PythonInterpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;

/** All processes of one network: its servers, the bare engine and the client. */
final class Servers implements AutoCloseable {
  /** The service's own, so that no process runs on better memory settings. */
  private static final List<String> JVM_FLAGS =
      words("-Xms64m -Xmx512m -XX:+UseSerialGC -XX:+AlwaysPreTouch -XX:+ExitOnOutOfMemoryError");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_NUM_THREADS", "1",
          "MKL_NUM_THREADS", "1",
          "OPENBLAS_NUM_THREADS", "1",
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", "33554432",
          "MALLOC_TRIM_THRESHOLD_", "268435456");

  /** The queue holds the largest n of all callers at once, who are one client. */
  private static final String SERVICE_OPTIONS =
      "--poll 200ms --queue-images 262144 --bind 127.0.0.1 --grpc-port 0 --admin-port 0"
          + " --http-port 0";

  private static final String VERSION = "digitgan_generator_model_version";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final List<ChildProcess> processes = new ArrayList<>();
  private final Map<Target, Listening> targets = new EnumMap<>(Target.class);
  private final Path directory;
  private final Placement placement;
  private final String workers;
  private final Launcher launcher;

  /**
   * A server that takes calls. A server of the benchmark's own sends the port as its first line.
   *
   * @param metricsPort 0: there is none
   */
  record Listening(int port, int metricsPort, long pid) {}

  /**
   * @param directory of the store, which exists, and for the logs
   * @param workers of the service, and threads of the bare engine
   */
  Servers(Path directory, Placement placement, int workers) {
    this.directory = directory;
    this.placement = placement;
    this.workers = Integer.toString(workers);
    this.launcher = new Launcher(directory, placement.serverCores(), ENVIRONMENT);
  }

  ChildProcess startClient() throws IOException {
    Launcher ofClient = launcher.on(placement.clientCores());
    return own(ofClient.java("client", JVM_FLAGS, LoadClient.class, List.of()));
  }

  ChildProcess startRawEngine() throws IOException {
    String cores = Cores.text(placement.serverCores());
    List<String> arguments = List.of(directory.toString(), BenchStore.MODEL, cores, workers);
    return own(launcher.java("raw engine", JVM_FLAGS, RawEngine.class, arguments));
  }

  void startEcho() throws IOException {
    listen(Target.ECHO, launcher.java("echo", JVM_FLAGS, EchoServer.class, List.of()));
  }

  /** Starts the service and waits until it serves a model. */
  void startService(Path script, String javaOptions) throws IOException {
    Path ports = directory.resolve("ports.json");
    List<String> command = new ArrayList<>(List.of(script.toString(), "serve"));
    command.addAll(words(SERVICE_OPTIONS));
    command.addAll(List.of("--store", directory.toString(), "--model", BenchStore.MODEL));
    command.addAll(List.of("--workers", workers, "--ports-file", ports.toString()));
    ChildProcess service = own(launcher.with("JAVA_OPTS", javaOptions).start("service", command));
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              service.requireAlive();
              return Files.exists(ports);
            });
    JsonObject bound = JsonParser.parseString(Files.readString(ports)).getAsJsonObject();
    int port = bound.get("grpc").getAsInt();
    int metricsPort = bound.get("http").getAsInt();
    Awaitility.await().atMost(PATIENCE).until(() -> MetricsPage.value(metricsPort, VERSION) > 0);
    targets.put(Target.SERVICE, new Listening(port, 0, service.pid()));
    targets.put(Target.SWAPS, new Listening(port, metricsPort, service.pid()));
  }

  void startPython(PythonInterpreter python, Path script) throws IOException {
    Path descriptors = directory.resolve("generator.descriptors");
    writeDescriptors(descriptors);
    List<String> command = new ArrayList<>(List.of(python.executable(), script.toString()));
    command.addAll(List.of("--store", directory.toString(), "--model", BenchStore.MODEL));
    command.addAll(List.of("--descriptors", descriptors.toString()));
    listen(Target.PYTHON, launcher.start(Target.PYTHON.name(), command));
    command.add("--batching");
    listen(Target.PYTHON_BATCHING, launcher.start(Target.PYTHON_BATCHING.name(), command));
  }

  /**
   * Writes the API's descriptors, of which Python makes its messages at start: code that this
   * build's protoc generates needs a newer protobuf than Debian's.
   */
  private static void writeDescriptors(Path file) throws IOException {
    FileDescriptorSet.Builder files = FileDescriptorSet.newBuilder();
    FileDescriptor api = GeneratorProto.getDescriptor();
    api.getDependencies().forEach(dependency -> files.addFile(dependency.toProto()));
    files.addFile(api.toProto());
    Files.write(file, files.build().toByteArray());
  }

  /** Returns the servers that were started. */
  List<Target> targets() {
    return List.copyOf(targets.keySet());
  }

  Listening listening(Target target) {
    return Objects.requireNonNull(targets.get(target), () -> target + " was not started");
  }

  /** Throws IOException, with its log, if a process has ended. */
  void requireAlive() throws IOException {
    for (ChildProcess process : processes) {
      process.requireAlive();
    }
  }

  private void listen(Target target, ChildProcess server) throws IOException {
    own(server);
    targets.put(target, new Listening(server.hear(Listening.class).port(), 0, server.pid()));
  }

  private ChildProcess own(ChildProcess process) {
    processes.add(process);
    return process;
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
  }
}
