package dev.digitgan.generator.bench;

import dev.digitgan.generator.bench.BenchSettings.Placement;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.testing.bench.Cores;
import dev.digitgan.testing.bench.PythonInterpreter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: what a person can choose about a run. */
final class BenchOptions {
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

  @Option(
      names = "--model",
      defaultValue = "digits",
      description = "Model in --store; ${DEFAULT-VALUE}.")
  private String model = "";

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

  @Option(names = "--rounds", defaultValue = "3", description = "${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--cell",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "Time of one measurement of the service, half of it for others: 2s.")
  private Duration cell = Duration.ZERO;

  @Option(
      names = "--images",
      split = ",",
      defaultValue = "1,16,64,1024",
      description = "Values of n: ${DEFAULT-VALUE}.")
  private List<Integer> images = List.of();

  @Option(
      names = "--callers",
      split = ",",
      defaultValue = "1,8,64",
      description = "Numbers of callers: ${DEFAULT-VALUE}.")
  private List<Integer> callers = List.of();

  @Option(
      names = "--quick",
      description = "n = 1 and 64, 1 and 64 callers, half of --cell: under three minutes.")
  private boolean quick;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "Python with torch and grpc; else python3, then /usr/bin/python3.")
  private @Nullable String python;

  @Option(
      names = "--profile",
      description = "Also say where the server's time goes (Java Flight Recorder).")
  private boolean profile;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      defaultValue = "target/bench/serving.json",
      description = "Where all runs are written; ${DEFAULT-VALUE}.")
  private Path json = Path.of("");

  BenchSettings settings() {
    Placement half = Placement.of(Cores.allowed());
    Placement placement =
        new Placement(
            serverCores == null ? half.serverCores() : Cores.parse(serverCores),
            clientCores == null ? half.clientCores() : Cores.parse(clientCores));
    return new BenchSettings(
        placement,
        workers == null ? placement.serverCores().size() : workers,
        rounds,
        quick ? cell.dividedBy(2) : cell,
        quick ? List.of(1, 64) : images,
        quick ? List.of(1, 64) : callers);
  }

  /** The networks by their names. */
  Map<String, GeneratorSpec> networks() throws IOException {
    Map<String, GeneratorSpec> specs = new LinkedHashMap<>();
    if (store != null) {
      specs.put(model, BenchStore.spec(store, model));
    } else {
      networks.forEach(name -> specs.put(name, BenchNetworks.spec(name)));
    }
    return specs;
  }

  Optional<PythonInterpreter> python() throws InterruptedException {
    return PythonInterpreter.find(python, PythonServer.VERSIONS);
  }

  boolean isProfiled() {
    return profile;
  }

  Path json() {
    return json;
  }
}
