package dev.digitgan.generator.sampling;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.generator.model.TileSizes;
import dev.digitgan.generator.sampling.Admission.Speed;
import dev.digitgan.network.GeneratorSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The recent time of a tile of each size, other load on the machine included, of networks with the
 * same layers; and the choice of sizes by it. Thread-safe.
 */
final class TileCosts {
  /** Weight of a size's newest time: about the last ten count. */
  private static final double NEWEST = 0.2;

  /** The first passes of a size are slower than the rest. */
  private static final int FIRST_TRIES = 3;

  /** The most work, as a factor, that spreading rows over idle workers may cost. */
  private static final double SPREADING_COST = 1.25;

  private static final Duration STALE = Duration.ofSeconds(10);

  @GuardedBy("this")
  private final Map<Integer, Cost> costs = new HashMap<>();

  private static final class Cost {
    private double seconds;
    private int tryCount;
    private int recordCount;
    private long atNanos;
  }

  synchronized void record(int size, Duration time, long nowNanos) {
    Cost cost = costs.computeIfAbsent(size, key -> new Cost());
    double seconds = time.toNanos() / 1e9;
    boolean blended = cost.recordCount >= FIRST_TRIES && nowNanos - cost.atNanos < STALE.toNanos();
    cost.seconds = blended ? cost.seconds + NEWEST * (seconds - cost.seconds) : seconds;
    cost.recordCount++;
    cost.atNanos = nowNanos;
  }

  /** Returns whether to measure a size now, for want of recent times. Counts as a try if so. */
  synchronized boolean shouldTry(int size, long nowNanos) {
    Cost cost = costs.computeIfAbsent(size, key -> new Cost());
    if (cost.tryCount >= FIRST_TRIES && nowNanos - cost.atNanos < STALE.toNanos()) {
      return false;
    }
    cost.tryCount++;
    cost.atNanos = nowNanos;
    return true;
  }

  /** Returns the time of a tile of {@code size} rows; infinite before the first. */
  synchronized double seconds(int size) {
    Cost cost = costs.get(size);
    return cost == null || cost.recordCount == 0 ? Double.POSITIVE_INFINITY : cost.seconds;
  }

  /** Returns one worker's speed with tiles of the best size; empty before the first tile. */
  synchronized Optional<Speed> speed() {
    return costs.entrySet().stream()
        .filter(cost -> cost.getValue().recordCount > 0)
        .map(
            cost -> {
              double seconds = cost.getValue().seconds;
              return new Speed(cost.getKey() / seconds, seconds);
            })
        .max(Comparator.comparingDouble(Speed::imagesPerSecond));
  }

  /**
   * Returns the size for a worker that finds {@code waiting} rows while {@code idle} others have no
   * work: the one with the least recent cost per row, or a smaller one if idle workers then finish
   * sooner. Each size that can be filled is tried from time to time.
   */
  int chooseSize(TileSizes sizes, int waiting, int idle, long nowNanos) {
    int whole = cheapest(sizes, waiting);
    if (idle == 0 || waiting < 2) {
      int tried = toTry(sizes, waiting, nowNanos);
      return tried > 0 ? tried : whole;
    }
    int part = cheapest(sizes, (waiting + idle) / (idle + 1));
    double spread = Math.ceil((double) waiting / part) * seconds(part);
    double together = Math.ceil((double) waiting / whole) * seconds(whole);
    boolean worthIt = Double.isFinite(spread) && spread <= SPREADING_COST * together;
    return part < whole && worthIt ? part : whole;
  }

  /** Returns a size that can be filled and needs a new measurement; 0 if there is none. */
  private int toTry(TileSizes sizes, int waiting, long nowNanos) {
    for (int size : sizes.rows()) {
      if (size <= waiting && shouldTry(size, nowNanos)) {
        return size;
      }
    }
    return 0;
  }

  private int cheapest(TileSizes sizes, int waiting) {
    int fitting = sizes.fitting(waiting);
    int cheapest = fitting;
    double least = seconds(fitting) / Math.min(fitting, waiting);
    for (int size : sizes.rows()) {
      double cost = seconds(size) / Math.min(size, waiting);
      if (size < fitting && cost < least) {
        cheapest = size;
        least = cost;
      }
    }
    return cheapest;
  }

  /** Tile costs by network: the versions of a model usually share theirs. Thread-safe. */
  static final class Book {
    /** More networks than a server holds at a time. */
    private static final int MOST = 32;

    private final Map<GeneratorSpec, TileCosts> costs = new ConcurrentHashMap<>();

    TileCosts of(GeneratorSpec spec) {
      TileCosts known = costs.get(spec);
      if (known != null) {
        return known;
      }
      if (costs.size() >= MOST) {
        costs.clear();
      }
      return costs.computeIfAbsent(spec, key -> new TileCosts());
    }
  }
}
