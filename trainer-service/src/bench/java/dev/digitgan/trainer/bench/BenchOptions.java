package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.PythonInterpreter;
import dev.digitgan.trainer.bench.Contestant.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: the options of the benchmark of training. */
final class BenchOptions {
  private static final String FULLY_CONNECTED = "mlp-gelu";
  private static final String CONVOLUTIONAL = "conv-ns-ema";

  private static final String VERSIONS =
      """
      import os, platform, torch
      config = torch.__config__.show()
      blas = 'MKL' if 'USE_MKL=ON' in config else 'other BLAS'
      for line in open('/proc/self/maps') if os.path.exists('/proc/self/maps') else []:
          if 'blas' in line.lower() and '/' in line:
              blas = os.path.realpath(line[line.index('/'):].strip())
      print('Python %s, torch %s (%s)' % (platform.python_version(), torch.__version__, blas))
      """;

  @Option(
      names = "--recipe",
      split = ",",
      defaultValue = FULLY_CONNECTED + "," + CONVOLUTIONAL,
      description = "Recipes to measure: ${DEFAULT-VALUE}; others have no baselines.")
  private List<String> recipes = List.of();

  @Option(
      names = "--threads",
      split = ",",
      defaultValue = "1,2",
      description = "Threads of one operation: ${DEFAULT-VALUE}.")
  private List<Integer> threads = List.of();

  @Option(names = "--rounds", defaultValue = "5", description = "Rounds: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--cell",
      paramLabel = "DURATION",
      defaultValue = "3s",
      description = "Time of each contestant in a round: ${DEFAULT-VALUE}.")
  private Duration cell = Duration.ZERO;

  @Option(names = "--quick", description = "Three rounds of a third of --cell.")
  private boolean quick;

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "Python with torch; by default python3, then /usr/bin/python3.")
  private @Nullable String python;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      defaultValue = "target/bench/training.json",
      description = "File for all results: ${DEFAULT-VALUE}.")
  private Path json = Path.of("");

  List<String> recipes() {
    return recipes;
  }

  int rounds() {
    return quick ? 3 : rounds;
  }

  long cellMillis() {
    return cell.toMillis() / (quick ? 3 : 1);
  }

  Path json() {
    return json;
  }

  Optional<PythonInterpreter> python() throws InterruptedException {
    return PythonInterpreter.find(python, VERSIONS);
  }

  /** The contestants of {@code recipe}, ours first. */
  List<Contestant> contestants(String recipe, boolean pythonIsThere) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.OURS));
    if (recipe.equals(FULLY_CONNECTED)) {
      kinds.add(Kind.STOCK);
    }
    if (pythonIsThere && List.of(FULLY_CONNECTED, CONVOLUTIONAL).contains(recipe)) {
      kinds.add(Kind.PYTHON);
    }
    kinds.add(Kind.PRODUCTS);
    List<Contestant> contestants = new ArrayList<>();
    for (Kind kind : kinds) {
      threads.forEach(count -> contestants.add(new Contestant(kind, recipe, count)));
    }
    return contestants;
  }
}
