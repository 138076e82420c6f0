package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.BenchReport.Cell.Target;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.testing.bench.CommonOptions;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.PythonInterpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: what is measured, on which cores and for how long. */
final class BenchOptions extends CommonOptions {
  private static final Duration FEW_SWAPS = Duration.ofMillis(2500);

  private final List<Integer> allowed = Cores.allowed();

  @Option(
      names = "--network",
      split = ",",
      defaultValue = "conv-ns,mlp-gelu",
      description = "Networks to measure: ${DEFAULT-VALUE}.")
  private List<String> networks = List.of();

  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "Measure the network of the newest version in this store instead.")
  private @Nullable String store;

  @Option(names = "--model", description = "Model in --store; ${DEFAULT-VALUE}.")
  private String model = "digits";

  @Option(
      names = "--server-cores",
      paramLabel = "LIST",
      description = "Cores of the servers and the raw engine, e.g. 2-3; the second half.")
  private @Nullable String serverCores;

  @Option(
      names = "--client-cores",
      paramLabel = "LIST",
      description = "Cores of the client; the first half.")
  private @Nullable String clientCores;

  @Option(names = "--workers", description = "Threads that draw; one a core of the servers.")
  private @Nullable Integer workers;

  @Option(
      names = "--cell",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "Time of one measurement of the service, half of it for others: 2s.")
  Duration cell = Duration.ZERO;

  @Option(
      names = "--images",
      split = ",",
      defaultValue = "1,16,64,1024",
      description = "Values of n: ${DEFAULT-VALUE}.")
  List<Integer> images = List.of();

  @Option(
      names = "--callers",
      split = ",",
      defaultValue = "1,8,64",
      description = "Numbers of callers: ${DEFAULT-VALUE}.")
  List<Integer> callers = List.of();

  @Option(
      names = "--quick",
      description = "n = 1 and 64, 1 and 64 callers, half of --cell: under three minutes.")
  private boolean quick;

  @Option(
      names = "--profile",
      description = "Also say where the server's time goes (Java Flight Recorder).")
  boolean profile;

  BenchOptions() {
    super(3, Path.of("target", "bench", "serving.json"));
  }

  /** Which process runs where. */
  record Placement(List<Integer> serverCores, List<Integer> clientCores) {}

  /** Applies --quick; throws IllegalArgumentException if a value is invalid. */
  void complete() {
    if (quick) {
      cell = cell.dividedBy(2);
      images = List.of(1, 64);
      callers = List.of(1, 64);
    }
    IntStream counts =
        Stream.of(List.of(workers(), rounds()), images, callers)
            .flatMapToInt(values -> values.stream().mapToInt(Integer::intValue));
    if (counts.anyMatch(n -> n < 1) || cell.toMillis() < 1) {
      throw new IllegalArgumentException(
          "%s workers, %s rounds, %s a cell, images %s, callers %s"
              .formatted(workers(), rounds(), cell, images, callers));
    }
  }

  /** Returns half of the cores for each side; both share a single core. */
  Placement placement() {
    int half = Math.max(1, allowed.size() / 2);
    return new Placement(
        serverCores == null
            ? allowed.subList(allowed.size() - half, allowed.size())
            : Cores.parse(serverCores),
        clientCores == null ? allowed.subList(0, half) : Cores.parse(clientCores));
  }

  /** Counts the server's workers, and the threads of the bare engine. */
  int workers() {
    return workers == null ? placement().serverCores().size() : workers;
  }

  Duration time(Target target) {
    return switch (target) {
      case SERVICE -> cell;
      case SWAPS -> cell.compareTo(FEW_SWAPS) < 0 ? FEW_SWAPS : cell;
      case ECHO, PYTHON, PYTHON_BATCHING -> cell.dividedBy(2);
    };
  }

  /** Returns the networks by their names. */
  Map<String, GeneratorSpec> networks() throws IOException {
    Map<String, GeneratorSpec> specs = new LinkedHashMap<>();
    if (store != null) {
      specs.put(model, BenchStore.spec(store, model));
      return specs;
    }
    for (String name : networks) {
      Generators network = // The trainer's recipes, on which this service does not depend.
          switch (name) {
            case "conv-ns" -> Generators.CONV;
            case "mlp-gelu" -> Generators.MLP;
            default ->
                throw new IllegalArgumentException(
                    "recipe '" + name + "' is neither conv-ns nor mlp-gelu");
          };
      specs.put(name, network.spec());
    }
    return specs;
  }

  /** Finds a Python with PyTorch and gRPC. */
  Optional<PythonInterpreter> python() throws InterruptedException {
    return python(
        "import grpc, google.protobuf; import google.protobuf.internal.api_implementation as api",
        "', grpcio %s, protobuf %s (%s)' % (grpc.__version__, google.protobuf.__version__, api.Type())");
  }
}
