package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileSizes;

/** Chooses the size of the next tile. */
final class TileChoice {
  /** The most work, as a factor, that spreading rows over idle workers may cost. */
  private static final double SPREADING_COST = 1.25;

  private TileChoice() {}

  /**
   * Returns the size for a worker that finds {@code waiting} rows while {@code idle} others have no
   * work: the one with the least recent cost per row, or a smaller one if idle workers then finish
   * sooner. Each size that can be filled is tried from time to time.
   */
  static int size(TileSizes sizes, TileCosts costs, int waiting, int idle, long nowNanos) {
    int whole = cheapest(sizes, costs, waiting);
    if (idle == 0 || waiting < 2) {
      int tried = toTry(sizes, costs, waiting, nowNanos);
      return tried > 0 ? tried : whole;
    }
    int part = cheapest(sizes, costs, (waiting + idle) / (idle + 1));
    double spread = Math.ceil((double) waiting / part) * costs.seconds(part);
    double together = Math.ceil((double) waiting / whole) * costs.seconds(whole);
    boolean worthIt = Double.isFinite(spread) && spread <= SPREADING_COST * together;
    return part < whole && worthIt ? part : whole;
  }

  /** Returns a size that can be filled and needs a new measurement; 0 if there is none. */
  private static int toTry(TileSizes sizes, TileCosts costs, int waiting, long nowNanos) {
    for (int size : sizes.rows()) {
      if (size <= waiting && costs.shouldTry(size, nowNanos)) {
        return size;
      }
    }
    return 0;
  }

  private static int cheapest(TileSizes sizes, TileCosts costs, int waiting) {
    int fitting = sizes.fitting(waiting);
    int cheapest = fitting;
    double least = costs.seconds(fitting) / Math.min(fitting, waiting);
    for (int size : sizes.rows()) {
      double cost = costs.seconds(size) / Math.min(size, waiting);
      if (size < fitting && cost < least) {
        cheapest = size;
        least = cost;
      }
    }
    return cheapest;
  }
}
