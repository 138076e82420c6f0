package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.Figures;
import dev.digitgan.trainer.bench.Contestant.Kind;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Prints the results for people. */
final class Report {
  private static final double LEAST_SHARE = 0.01;

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void facts(Map<String, String> facts) {
    facts.forEach((name, value) -> print("%-8s %s%n", name, value));
  }

  void results(RecipeResults results) {
    print("%n%s: a step is an update of G and one of D, batch 64%n", results.recipe());
    print(
        "%-20s %7s %8s %17s %9s %9s%n", "", "threads", "steps/s", "(least to most)", "ms/step", "");
    for (Map.Entry<Contestant, Figures> entry : results.rates().entrySet()) {
      Figures rate = entry.getValue();
      print(
          "%-20s %7d %8.1f   (%.1f to %.1f) %9.1f%n",
          entry.getKey().kind().words(),
          entry.getKey().threads(),
          rate.median(),
          rate.min(),
          rate.max(),
          1000 / rate.median());
    }
    Optional<Contestant> ours = results.best(Kind.OURS);
    for (Kind kind : Kind.values()) {
      Optional<Contestant> other = results.best(kind);
      if (kind != Kind.OURS && ours.isPresent() && other.isPresent()) {
        Figures ratio = results.ratio(ours.get(), other.get());
        print(
            "ours, best of threads, over %s: %.2f (%.2f to %.2f)%n",
            kind.words(), ratio.median(), ratio.min(), ratio.max());
      }
    }
    print("where our steps, on one thread, spend their time:%n");
    results.profile().stream()
        .filter(share -> share.getValue() >= LEAST_SHARE)
        .forEach(share -> print("  %5.1f%%  %s%n", 100 * share.getValue(), share.getKey()));
  }

  private void print(String format, Object... arguments) {
    out.print(String.format(Locale.ROOT, format, arguments));
  }
}
