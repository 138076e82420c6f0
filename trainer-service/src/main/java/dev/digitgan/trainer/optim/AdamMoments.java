package dev.digitgan.trainer.optim;

import java.util.List;

/**
 * What Adam remembers: all that it needs to go on.
 *
 * @param updates done so far
 * @param first moments, an array for each weight; not copied
 * @param second moments, an array for each weight; not copied
 */
public record AdamMoments(long updates, List<float[]> first, List<float[]> second) {
  public AdamMoments {
    first = List.copyOf(first);
    second = List.copyOf(second);
  }
}
