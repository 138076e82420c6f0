package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.classifier.GreyImages;

/** Samples that were drawn before: draw d is the d-th part of them, in their order. */
public record GivenSamples(String name, GreyImages images) implements SampleSource {
  @Override
  public int draws(int count) {
    return images.count() / count;
  }

  @Override
  public GreyImages draw(int draw, int count) {
    int[] part = new int[count];
    for (int i = 0; i < count; i++) {
      part[i] = draw * count + i;
    }
    return images.select(part);
  }
}
