package dev.digitgan.generator.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What callers were answered.
 *
 * @param answered calls whose images were compared
 * @param images that were compared
 * @param differences images that were not those of the reference, or of another fingerprint
 * @param cancelled by the caller, before the answer
 * @param expired calls whose own deadline passed
 * @param refused calls that the server had no room for; the caller tried another
 * @param failed calls that ended in any other way
 * @param problems the first few differences and failures, in words
 */
public record FireReport(
    long answered,
    long images,
    long differences,
    long cancelled,
    long expired,
    long refused,
    long failed,
    List<String> problems,
    Latencies latencies,
    long seed) {
  public FireReport {
    problems = List.copyOf(problems);
  }

  /** One line for people. */
  @Override
  public String toString() {
    String line =
        String.format(
            Locale.ROOT,
            "%d calls answered with %d images, %d different; %d cancelled, %d expired, %d refused, %d failed; p50 %s, p99 %s, longest %s; seed %d",
            answered,
            images,
            differences,
            cancelled,
            expired,
            refused,
            failed,
            millis(latencies.quantile(0.5)),
            millis(latencies.quantile(0.99)),
            millis(latencies.quantile(1)),
            seed);
    return problems.isEmpty() ? line : line + "; " + String.join("; ", problems);
  }

  private static String millis(Duration time) {
    return time.toMillis() + " ms";
  }
}
