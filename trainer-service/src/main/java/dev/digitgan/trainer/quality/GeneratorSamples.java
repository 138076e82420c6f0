package dev.digitgan.trainer.quality;

import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A generator's samples by the seed contract: draw d has the images 0, 1, ... of seed {@value
 * #FIRST_SEED} + d.
 *
 * @param model not owned
 */
public record GeneratorSamples(String name, GeneratorModel model) implements SampleSource {
  static final long FIRST_SEED = 20_140_610;

  public static GeneratorSamples of(Checkpoint checkpoint, GeneratorModel model) {
    return new GeneratorSamples(name(checkpoint), model);
  }

  /** A name like "version 12 of digits (sha256:...)". */
  public static String name(Checkpoint checkpoint) {
    return "version %s of %s (%s)"
        .formatted(checkpoint.version(), checkpoint.manifest().getModel(), checkpoint.digest());
  }

  public int channels() {
    return model.spec().shape().channels();
  }

  @Override
  public int draws(int count) {
    return Integer.MAX_VALUE;
  }

  @Override
  public GreyImages draw(int draw, int count) {
    return sample(draw, count, OptionalInt.empty());
  }

  @Override
  public Optional<GreyImages> draw(int draw, int count, int digit) {
    return digit < model.spec().classes()
        ? Optional.of(sample(draw, count, OptionalInt.of(digit)))
        : Optional.empty();
  }

  private GreyImages sample(int draw, int count, OptionalInt digit) {
    boolean gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      byte[] pixels = model.sample(FIRST_SEED + draw, 0, count, digit);
      return GreyImages.owning(pixels, model.spec().shape().bytes());
    } finally {
      JniUtils.setGradMode(gradients);
    }
  }
}
