package dev.digitgan.generator.sampling;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long a worker takes for a tile of each size, from its own recent past: whatever else keeps
 * the machine busy is in it. Any thread.
 */
final class TileCosts {
  /** Weight of the newest of a size's times: about the last ten count. */
  private static final double NEWEST = 0.2;

  private final Map<Integer, Double> secondsBySize = new ConcurrentHashMap<>();

  void record(int size, Duration time) {
    double seconds = time.toNanos() / 1e9;
    secondsBySize.merge(size, seconds, (old, now) -> old + NEWEST * (now - old));
  }

  /** Time of a tile of {@code size} rows; empty before the first. */
  OptionalDouble seconds(int size) {
    Double seconds = secondsBySize.get(size);
    return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  /** What one worker draws in a second at the best size seen; empty before the first tile. */
  OptionalDouble imagesPerSecond() {
    return secondsBySize.entrySet().stream()
        .mapToDouble(cost -> cost.getKey() / cost.getValue())
        .max();
  }
}
