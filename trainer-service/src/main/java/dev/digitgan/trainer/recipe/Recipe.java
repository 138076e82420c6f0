package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.BatchNormalization;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.optim.AdamSettings;

/**
 * What is trained and how.
 *
 * @param discriminator images in, one logit out: the log odds that the image is real
 * @param discriminatorSteps updates of D for each update of G
 */
public record Recipe(
    String name,
    GeneratorSpec generator,
    LayerStack discriminator,
    AdamSettings generatorAdam,
    AdamSettings discriminatorAdam,
    int batchSize,
    int discriminatorSteps) {

  /** Refuses what cannot be played. */
  public Recipe {
    Shape image = generator.stack().outputShape();
    if (!discriminator.inputShape().equals(image)) {
      throw new IllegalArgumentException(
          name + ": D takes " + discriminator.inputShape() + ", G makes " + image);
    }
    if (!discriminator.outputShape().equals(new Shape(1))) {
      throw new IllegalArgumentException(
          name + ": D makes " + discriminator.outputShape() + ", not one logit");
    }
    if (discriminator.layers().stream().anyMatch(BatchNormalization.class::isInstance)) {
      // D sees real and fake images as one batch, whose statistics would tell one from the other.
      throw new IllegalArgumentException(name + ": D has batch normalisation");
    }
    if (batchSize < 2) {
      throw new IllegalArgumentException("batch size is " + batchSize + ", less than 2");
    }
    if (discriminatorSteps < 1) {
      throw new IllegalArgumentException(
          "discriminator steps is " + discriminatorSteps + ", less than 1");
    }
  }

  public Recipe withBatchSize(int images) {
    return new Recipe(
        name,
        generator,
        discriminator,
        generatorAdam,
        discriminatorAdam,
        images,
        discriminatorSteps);
  }

  public Recipe withDiscriminatorSteps(int steps) {
    return new Recipe(
        name, generator, discriminator, generatorAdam, discriminatorAdam, batchSize, steps);
  }

  public Recipe withAdam(AdamSettings ofGenerator, AdamSettings ofDiscriminator) {
    return new Recipe(
        name,
        generator,
        discriminator,
        ofGenerator,
        ofDiscriminator,
        batchSize,
        discriminatorSteps);
  }

  /** The same networks, with real images mapped to {@code range} and the output read as that. */
  public Recipe withRange(ValueRange range) {
    GeneratorSpec spec =
        new GeneratorSpec(
            generator.stack(), generator.latents(), range, generator.shape(), generator.classes());
    return new Recipe(
        name, spec, discriminator, generatorAdam, discriminatorAdam, batchSize, discriminatorSteps);
  }
}
