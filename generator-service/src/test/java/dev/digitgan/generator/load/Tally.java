package dev.digitgan.generator.load;

import dev.digitgan.generator.v1.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of calls. Safe for many threads. */
final class Tally {
  private static final int PROBLEMS_KEPT = 8;

  final LongAdder answered = new LongAdder();
  final LongAdder images = new LongAdder();
  final LongAdder differences = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder expired = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder failed = new LongAdder();
  final Latencies latencies = new Latencies();
  private final Map<Long, Fingerprint> fingerprints = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  void problem(String words) {
    if (problems.size() < PROBLEMS_KEPT) {
      problems.add(words);
    }
  }

  /** Whether all answers of {@code version} are of one class. */
  boolean sameClass(long version, Fingerprint fingerprint) {
    return fingerprints.computeIfAbsent(version, unseen -> fingerprint).equals(fingerprint);
  }

  FireReport report(long seed) {
    return new FireReport(
        answered.sum(),
        images.sum(),
        differences.sum(),
        cancelled.sum(),
        expired.sum(),
        refused.sum(),
        failed.sum(),
        List.copyOf(problems),
        latencies,
        seed);
  }
}
