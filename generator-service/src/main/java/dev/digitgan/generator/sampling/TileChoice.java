package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileSizes;

/** Which size the next tile has. */
final class TileChoice {
  /** What may be paid, in work, for the sake of spreading rows over idle workers. */
  private static final double SPREADING_COST = 1.25;

  private TileChoice() {}

  /**
   * The size for a worker that finds {@code waiting} rows while {@code idle} others have nothing to
   * do: the one with the least time for each row that is asked for, by what the sizes have cost
   * lately; a smaller one where idle workers finish the rows sooner with it. A size that can be
   * filled is tried from time to time whatever it has cost.
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

  /** A size that can be filled and of which too little is known; 0 for none. */
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
