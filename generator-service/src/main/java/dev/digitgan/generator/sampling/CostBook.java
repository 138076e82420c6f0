package dev.digitgan.generator.sampling;

import dev.digitgan.network.GeneratorSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tile costs by network: the versions of a model usually share theirs. Any thread. */
final class CostBook {
  /** More networks than any server holds at a time. */
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
