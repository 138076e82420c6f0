package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.layer.Dropout;
import java.util.Locale;

/**
 * What is trained and how.
 *
 * @param discriminator images in, as many at a time as are packed, in their channels; out the log
 *     odds that they are real: one logit, or one for each of G's classes, of which that of the
 *     image's class counts
 */
public record Recipe(
    String name, GeneratorSpec generator, LayerStack discriminator, GameSettings game) {

  /** Refuses what cannot be played. */
  public Recipe {
    Shape image = generator.stack().outputShape();
    Shape judged = new Shape(image.get(0) * game.packing(), image.get(1), image.get(2));
    if (!discriminator.inputShape().equals(judged)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: D takes %s, G makes %s of which D gets %d at a time",
              name,
              discriminator.inputShape(),
              image,
              game.packing()));
    }
    int logits = Math.max(1, generator.classes());
    if (!discriminator.outputShape().equals(new Shape(logits))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: D makes %s, not %d logits",
              name,
              discriminator.outputShape(),
              logits));
    }
    if (generator.classes() > 0 && game.packing() > 1) {
      throw new IllegalArgumentException(name + ": images with classes are judged one by one");
    }
    if (discriminator.layers().stream().anyMatch(BatchNormalization.class::isInstance)) {
      // D sees real and fake images as one batch, whose statistics would tell one from the other.
      throw new IllegalArgumentException(name + ": D has batch normalisation");
    }
    if (game.penalty().first() > 0
        && discriminator.layers().stream().anyMatch(Dropout.class::isInstance)) {
      // The penalty compares logits of an image and of one nearby, by the same D.
      throw new IllegalArgumentException(name + ": D drops inputs, and is not to be penalised");
    }
  }

  public Recipe with(GameSettings settings) {
    return new Recipe(name, generator, discriminator, settings);
  }

  /** The same networks, with real images mapped to {@code range} and the output read as that. */
  public Recipe withRange(ValueRange range) {
    GeneratorSpec spec =
        new GeneratorSpec(
            generator.stack(), generator.latents(), range, generator.shape(), generator.classes());
    return new Recipe(name, spec, discriminator, game);
  }
}
