package dev.digitgan.trainer.bench;

import dev.digitgan.testing.bench.Figures;
import dev.digitgan.testing.bench.TextTable;
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
    TextTable table = new TextTable("|threads|steps/s|[least - most]|ms/step");
    results
        .rates()
        .forEach(
            (contestant, rate) ->
                table.add(
                    "%s|%d|%.1f|[%.1f - %.1f]|%.1f",
                    contestant.kind().words(),
                    contestant.threads(),
                    rate.median(),
                    rate.min(),
                    rate.max(),
                    1000 / rate.median()));
    table.print(out);
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
