package dev.digitgan.trainer.game;

import dev.digitgan.trainer.optim.OptimizerSettings;

/**
 * How the game of a recipe is played.
 *
 * @param discriminatorSteps updates of D for each update of G
 * @param packing images that D judges at a time, as if they were one of more channels. Source: Lin
 *     et al., arXiv:1712.04086, section 2
 * @param averageHalfLife of the average of G's weights that is published, in images; 0 = the
 *     weights themselves are published
 * @param shift most pixels along a side by which D sees images shifted, see {@link Shifts}; 0 = it
 *     sees them as they are
 */
public record GameSettings(
    Objective objective,
    PlayerSettings generator,
    PlayerSettings discriminator,
    int batchSize,
    int discriminatorSteps,
    int packing,
    long averageHalfLife,
    Decay decay,
    Penalty penalty,
    int shift) {

  private static final int MOST_SHIFT = 8;

  /** Refuses what cannot be played. */
  public GameSettings {
    if (batchSize < 2) {
      throw new IllegalArgumentException("batch size is " + batchSize + ", less than 2");
    }
    if (discriminatorSteps < 1) {
      throw new IllegalArgumentException(
          "discriminator steps is " + discriminatorSteps + ", less than 1");
    }
    if (packing < 1 || batchSize % packing != 0) {
      throw new IllegalArgumentException(
          "batches of %d are not whole packs of %d".formatted(batchSize, packing));
    }
    if (averageHalfLife < 0) {
      throw new IllegalArgumentException("half-life is " + averageHalfLife + " images");
    }
    if (shift < 0 || shift > MOST_SHIFT) {
      throw new IllegalArgumentException(
          "images are shifted by " + shift + " pixels, not from 0 to " + MOST_SHIFT);
    }
  }

  /** The non-saturating game, one step each, at constant rates. */
  public static GameSettings of(
      OptimizerSettings generator, OptimizerSettings discriminator, int batchSize) {
    return new GameSettings(
        Objective.NON_SATURATING,
        PlayerSettings.of(generator),
        PlayerSettings.of(discriminator),
        batchSize,
        1,
        1,
        0,
        Decay.NONE,
        Penalty.NONE,
        0);
  }

  public GameSettings withObjective(Objective value) {
    return new GameSettings(
        value,
        generator,
        discriminator,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty,
        shift);
  }

  public GameSettings withGenerator(PlayerSettings value) {
    return new GameSettings(
        objective,
        value,
        discriminator,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty,
        shift);
  }

  public GameSettings withDiscriminator(PlayerSettings value) {
    return new GameSettings(
        objective,
        generator,
        value,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty,
        shift);
  }

  public GameSettings withBatchSize(int value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        value,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty,
        shift);
  }

  public GameSettings withDiscriminatorSteps(int value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        batchSize,
        value,
        packing,
        averageHalfLife,
        decay,
        penalty,
        shift);
  }

  public GameSettings withPacking(int value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        batchSize,
        discriminatorSteps,
        value,
        averageHalfLife,
        decay,
        penalty,
        shift);
  }

  public GameSettings withAverageHalfLife(long value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        batchSize,
        discriminatorSteps,
        packing,
        value,
        decay,
        penalty,
        shift);
  }

  public GameSettings withDecay(Decay value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        value,
        penalty,
        shift);
  }

  public GameSettings withPenalty(Penalty value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        value,
        shift);
  }

  public GameSettings withShift(int value) {
    return new GameSettings(
        objective,
        generator,
        discriminator,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty,
        value);
  }

  /**
   * The weight by which the round after {@code imagesSeen} is penalised: γ, or in rounds that are
   * passed over 0 and in the others as many times γ.
   */
  public double gamma(long imagesSeen) {
    boolean due = imagesSeen / batchSize % penalty.every() == 0;
    return due ? penalty.every() * decay.between(penalty.first(), penalty.last(), imagesSeen) : 0;
  }
}
