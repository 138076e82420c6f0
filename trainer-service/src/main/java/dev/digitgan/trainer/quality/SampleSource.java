package dev.digitgan.trainer.quality;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.Optional;
import java.util.stream.IntStream;

/** A source of samples. */
public interface SampleSource {
  /** A name for people, e.g. "version 12 of digits". */
  String name();

  /** The number of different draws of {@code count} samples. */
  int draws(int count);

  /** The number of draws to judge, at least one and at most that of {@code size}. */
  default int draws(EvaluationSize size) {
    int draws = Math.min(size.draws(), draws(size.samples()));
    checkArgument(draws >= 1, "%s: fewer than %s samples", name(), size.samples());
    return draws;
  }

  /** The samples of one draw, the same at each call. */
  GreyImages draw(int draw, int count);

  /** A draw of one digit; empty if none can be requested. */
  default Optional<GreyImages> draw(int draw, int count, int digit) {
    return Optional.empty();
  }

  /** Stored samples: draw d is the d-th part of them. */
  record GivenSamples(String name, GreyImages images) implements SampleSource {
    @Override
    public int draws(int count) {
      return images.count() / count;
    }

    @Override
    public GreyImages draw(int draw, int count) {
      return images.select(IntStream.range(draw * count, (draw + 1) * count).toArray());
    }
  }
}
