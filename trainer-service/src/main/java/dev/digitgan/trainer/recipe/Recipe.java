package dev.digitgan.trainer.recipe;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.layer.Dropout;

/**
 * The networks of both players and the settings of their game.
 *
 * @param discriminator takes a pack of images, stacked as channels, and gives the log odds that
 *     they are real: one logit, or one for each of G's classes
 */
public record Recipe(
    String name, GeneratorSpec generator, LayerStack discriminator, GameSettings game) {

  public Recipe {
    Shape image = generator.stack().outputShape();
    Shape judged = new Shape(image.get(0) * game.packing(), image.get(1), image.get(2));
    Shape input = discriminator.inputShape();
    checkArgument(
        input.equals(judged),
        "%s: D takes %s, but gets %s images of %s at a time",
        name,
        input,
        game.packing(),
        image);
    int logits = Math.max(1, generator.classes());
    Shape output = discriminator.outputShape();
    checkArgument(
        output.equals(new Shape(logits)), "%s: D makes %s, not %s logits", name, output, logits);
    checkArgument(
        generator.classes() == 0 || game.packing() == 1,
        "%s: a conditional recipe cannot pack images",
        name);
    // D sees real and fake images as one batch, whose statistics would tell them apart.
    checkArgument(!has(discriminator, BatchNormalization.class), "%s: D normalises batches", name);
    // The penalty compares two logits of the same D.
    checkArgument(
        game.penalty().first() == 0 || !has(discriminator, Dropout.class),
        "%s: D has dropout, which a gradient penalty does not allow",
        name);
  }

  private static boolean has(LayerStack stack, Class<? extends Layer> kind) {
    return stack.layers().stream().anyMatch(kind::isInstance);
  }

  public Recipe with(GameSettings settings) {
    return new Recipe(name, generator, discriminator, settings);
  }

  /** The same networks, for real and generated images with pixels in {@code range}. */
  public Recipe withRange(ValueRange range) {
    GeneratorSpec spec =
        new GeneratorSpec(
            generator.stack(), generator.latents(), range, generator.shape(), generator.classes());
    return new Recipe(name, spec, discriminator, game);
  }
}
