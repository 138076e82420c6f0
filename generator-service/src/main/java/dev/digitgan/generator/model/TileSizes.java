package dev.digitgan.generator.model;

import java.util.List;

/**
 * Row counts of forward passes that agree with the canonical one.
 *
 * @param rows ascending, at least one
 */
public record TileSizes(List<Integer> rows) {
  public TileSizes {
    rows = List.copyOf(rows);
    if (rows.isEmpty() || rows.get(0) < 1) {
      throw new IllegalArgumentException("no tile sizes: " + rows);
    }
    for (int i = 1; i < rows.size(); i++) {
      if (rows.get(i) <= rows.get(i - 1)) {
        throw new IllegalArgumentException("tile sizes do not ascend: " + rows);
      }
    }
  }

  public int smallest() {
    return rows.get(0);
  }

  public int largest() {
    return rows.get(rows.size() - 1);
  }

  /** Returns the smallest size that holds {@code count} rows, or the largest if none does. */
  public int fitting(int count) {
    return rows.stream().filter(size -> size >= count).findFirst().orElse(largest());
  }
}
