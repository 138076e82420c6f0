package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.Locale;
import java.util.Optional;

/** Where samples come from. */
public interface SampleSource {
  /** What they are of, for people, e.g. "version 12 of digits". */
  String name();

  /** How many draws of {@code count} samples there are, of which none is like another. */
  int draws(int count);

  /**
   * How many draws there are to judge, at most as many as {@code size} asks for.
   *
   * @throws IllegalArgumentException if there is not one
   */
  default int draws(EvaluationSize size) {
    int draws = Math.min(size.draws(), draws(size.samples()));
    if (draws < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: fewer than %d samples", name(), size.samples()));
    }
    return draws;
  }

  /** The samples of one draw: the same whenever they are asked for. */
  GreyImages draw(int draw, int count);

  /** As {@link #draw}, where {@code digit} is asked for; empty where none can be. */
  default Optional<GreyImages> draw(int draw, int count, int digit) {
    return Optional.empty();
  }
}
