package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.CommonOptions;
import dev.digitgan.testing.bench.PythonInterpreter;
import dev.digitgan.trainer.bench.Contestant.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Picocli mixin: the options of the benchmark of training. */
final class BenchOptions extends CommonOptions {
  private static final String FULLY_CONNECTED = "mlp-gelu";
  private static final String CONVOLUTIONAL = "conv-ns-ema";

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

  @Option(
      names = "--cell",
      paramLabel = "DURATION",
      defaultValue = "3s",
      description = "Time of each contestant in a round: ${DEFAULT-VALUE}.")
  private Duration cell = Duration.ZERO;

  @Option(names = "--quick", description = "Three rounds of a third of --cell.")
  private boolean quick;

  BenchOptions() {
    super(5, Path.of("target", "bench", "training.json"));
  }

  List<String> recipes() {
    return recipes;
  }

  @Override
  public int rounds() {
    return quick ? 3 : super.rounds();
  }

  long cellMillis() {
    return cell.toMillis() / (quick ? 3 : 1);
  }

  Optional<PythonInterpreter> python() throws InterruptedException {
    return python("", "''");
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
