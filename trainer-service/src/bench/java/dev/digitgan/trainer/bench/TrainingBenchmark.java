package dev.digitgan.trainer.bench;

import dev.digitgan.runtime.command.CommandLines;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.testing.bench.ChildProcess;
import dev.digitgan.testing.bench.CommonOptions;
import dev.digitgan.testing.bench.PythonInterpreter;
import dev.digitgan.trainer.bench.Contestant.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Measures steps of training: ours, DJL's own trainer, Python's eager PyTorch, and the products
 * that they have in common. Contestants take turns of a few seconds, so that other load on the
 * machine affects all alike; ratios are within a round.
 */
@Command(
    name = "bench",
    sortOptions = false,
    description =
        "Compares steps of training with DJL's own trainer, Python and the products alone.")
public final class TrainingBenchmark implements Callable<Integer> {
  @Mixin private final BenchOptions options = new BenchOptions();

  public static void main(String[] args) {
    Logging.unify();
    ChildProcess.endAllWithThis();
    System.exit(CommandLines.execute(new TrainingBenchmark(), args));
  }

  /** The results as JSON. */
  private record Written(String time, Map<String, String> facts, List<WrittenRecipe> recipes) {}

  private record WrittenRecipe(
      String recipe, List<Map<String, Double>> stepsPerSecond, Map<String, Double> profile) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<PythonInterpreter> python = options.python();
    Map<String, String> facts = CommonOptions.facts(EngineIdentity.engine(), python);
    Report report = new Report(System.out);
    report.facts(facts);
    List<WrittenRecipe> written = new ArrayList<>();
    for (String recipe : options.recipes()) {
      RecipeResults results = measure(recipe, python);
      report.results(results);
      written.add(written(results));
    }
    options.write(new Written(Instant.now().toString(), facts, written));
    return 0;
  }

  private RecipeResults measure(String recipe, Optional<PythonInterpreter> python)
      throws IOException {
    Path logs = Files.createDirectories(options.json().resolveSibling("logs"));
    try (Contest contest = new Contest(logs, python)) {
      for (Contestant contestant : options.contestants(recipe, python.isPresent())) {
        contest.enter(contestant);
      }
      contest.round(options.cellMillis()); // Warms compilers and allocators.
      List<Map<Contestant, Double>> rounds = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(contest.round(options.cellMillis()));
      }
      Contestant ours =
          contest.contestants().stream()
              .filter(contestant -> contestant.kind() == Kind.OURS)
              .findFirst()
              .orElseThrow();
      return new RecipeResults(recipe, rounds, contest.profile(ours, 2 * options.cellMillis()));
    }
  }

  private static WrittenRecipe written(RecipeResults results) {
    List<Map<String, Double>> rounds = new ArrayList<>();
    for (Map<Contestant, Double> round : results.rounds()) {
      Map<String, Double> rates = new LinkedHashMap<>();
      round.forEach((contestant, rate) -> rates.put(contestant.name(), rate));
      rounds.add(rates);
    }
    Map<String, Double> profile = new LinkedHashMap<>();
    results.profile().forEach(share -> profile.put(share.getKey(), share.getValue()));
    return new WrittenRecipe(results.recipe(), rounds, profile);
  }
}
