package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileSizes;
import java.util.OptionalDouble;

/** Which size the next tile has. */
final class TileChoice {
  /** What may be paid, in work, for the sake of spreading rows over idle workers. */
  private static final double SPREADING_COST = 1.25;

  private final TileCosts costs;

  TileChoice(TileCosts costs) {
    this.costs = costs;
  }

  /**
   * The size for a worker that finds {@code waiting} rows while {@code idle} others have nothing to
   * do: the largest when it can be filled; else the one whose time is the least for each row that
   * it takes; less than all rows where idle workers finish them sooner.
   */
  int size(TileSizes sizes, int waiting, int idle) {
    int whole = cheapest(sizes, waiting);
    if (idle == 0 || waiting < 2) {
      return whole;
    }
    int part = cheapest(sizes, (waiting + idle) / (idle + 1));
    double tiles = Math.ceil((double) waiting / part);
    boolean worthIt =
        tiles * secondsOrInfinite(part) <= SPREADING_COST * secondsOrInfinite(whole)
            && Double.isFinite(secondsOrInfinite(whole));
    return part < whole && worthIt ? part : whole;
  }

  private int cheapest(TileSizes sizes, int waiting) {
    int fitting = sizes.fitting(waiting);
    int below = below(sizes, fitting);
    if (fitting <= waiting || below == 0) {
      return fitting;
    }
    OptionalDouble all = costs.seconds(fitting);
    OptionalDouble some = costs.seconds(below);
    boolean padded =
        all.isEmpty()
            || some.isEmpty()
            || all.getAsDouble() / waiting <= some.getAsDouble() / below;
    return padded ? fitting : below;
  }

  private static int below(TileSizes sizes, int size) {
    int below = 0;
    for (int candidate : sizes.rows()) {
      below = candidate < size ? candidate : below;
    }
    return below;
  }

  private double secondsOrInfinite(int size) {
    return costs.seconds(size).orElse(Double.POSITIVE_INFINITY);
  }
}
