package dev.digitgan.generator.sampling;

/** Events a second over about the last second. Of one thread at a time. */
final class DecayingRate {
  private static final double MEMORY_NANOS = 1e9;

  private double sum;
  private long atNanos;

  void add(int count, long nowNanos) {
    decay(nowNanos);
    sum += count;
  }

  double perSecond(long nowNanos) {
    decay(nowNanos);
    return sum / (MEMORY_NANOS / 1e9);
  }

  private void decay(long nowNanos) {
    sum *= Math.exp(-Math.max(0, nowNanos - atNanos) / MEMORY_NANOS);
    atNanos = nowNanos;
  }
}
