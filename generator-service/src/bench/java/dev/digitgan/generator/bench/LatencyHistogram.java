package dev.digitgan.generator.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts of latencies in buckets whose width is at most 1/128 of what falls in them. Any number of
 * threads may record.
 */
final class LatencyHistogram {
  private static final int SUB_BITS = 7;

  /** Of the largest long. */
  private static final int LAST_BUCKET = bucket(Long.MAX_VALUE);

  private final AtomicLongArray counts = new AtomicLongArray(LAST_BUCKET + 1);

  void record(long nanos) {
    counts.incrementAndGet(bucket(Math.max(0, nanos)));
  }

  /** Adds what {@link #buckets} gave elsewhere. */
  void add(Map<Integer, Long> buckets) {
    buckets.forEach(counts::addAndGet);
  }

  /** Numbers of the buckets that are not empty, and how many each holds. */
  Map<Integer, Long> buckets() {
    Map<Integer, Long> buckets = new TreeMap<>();
    for (int i = 0; i <= LAST_BUCKET; i++) {
      long count = counts.get(i);
      if (count > 0) {
        buckets.put(i, count);
      }
    }
    return buckets;
  }

  long count() {
    long count = 0;
    for (int i = 0; i <= LAST_BUCKET; i++) {
      count += counts.get(i);
    }
    return count;
  }

  /**
   * The middle of the bucket that {@code share} of all latencies lie in or below.
   *
   * @param share above 0, at most 1
   * @throws IllegalStateException if nothing was recorded
   */
  double quantileNanos(double share) {
    long needed = Math.max(1, (long) Math.ceil(share * count()));
    long seen = 0;
    for (int i = 0; i <= LAST_BUCKET; i++) {
      seen += counts.get(i);
      if (seen >= needed) {
        return middleNanos(i);
      }
    }
    throw new IllegalStateException("nothing was recorded");
  }

  private static int bucket(long nanos) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(nanos) - SUB_BITS - 1);
    return (shift << SUB_BITS) + (int) (nanos >>> shift);
  }

  private static double middleNanos(int bucket) {
    int shift = Math.max(0, (bucket >> SUB_BITS) - 1);
    double low = Math.scalb((double) (bucket - (shift << SUB_BITS)), shift);
    return low + (Math.scalb(1.0, shift) - 1) / 2;
  }
}
