package dev.digitgan.trainer.game;

import dev.digitgan.trainer.optim.OptimizerSettings;
import java.util.Locale;
import java.util.function.Consumer;

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
          String.format(
              Locale.ROOT, "batches of %d are not whole packs of %d", batchSize, packing));
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
    return with(copy -> copy.objective = value);
  }

  public GameSettings withGenerator(PlayerSettings value) {
    return with(copy -> copy.generator = value);
  }

  public GameSettings withDiscriminator(PlayerSettings value) {
    return with(copy -> copy.discriminator = value);
  }

  public GameSettings withBatchSize(int value) {
    return with(copy -> copy.batchSize = value);
  }

  public GameSettings withDiscriminatorSteps(int value) {
    return with(copy -> copy.discriminatorSteps = value);
  }

  public GameSettings withPacking(int value) {
    return with(copy -> copy.packing = value);
  }

  public GameSettings withAverageHalfLife(long value) {
    return with(copy -> copy.averageHalfLife = value);
  }

  public GameSettings withDecay(Decay value) {
    return with(copy -> copy.decay = value);
  }

  public GameSettings withPenalty(Penalty value) {
    return with(copy -> copy.penalty = value);
  }

  public GameSettings withShift(int value) {
    return with(copy -> copy.shift = value);
  }

  private GameSettings with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.settings();
  }

  /**
   * The weight by which the round after {@code imagesSeen} is penalised: γ, or in rounds that are
   * passed over 0 and in the others as many times γ.
   */
  public double gamma(long imagesSeen) {
    boolean due = imagesSeen / batchSize % penalty.every() == 0;
    return due ? penalty.every() * decay.between(penalty.first(), penalty.last(), imagesSeen) : 0;
  }

  /** The same settings, of which one is going to be another. */
  private static final class Copy {
    private Objective objective;
    private PlayerSettings generator;
    private PlayerSettings discriminator;
    private int batchSize;
    private int discriminatorSteps;
    private int packing;
    private long averageHalfLife;
    private Decay decay;
    private Penalty penalty;
    private int shift;

    Copy(GameSettings of) {
      objective = of.objective;
      generator = of.generator;
      discriminator = of.discriminator;
      batchSize = of.batchSize;
      discriminatorSteps = of.discriminatorSteps;
      packing = of.packing;
      averageHalfLife = of.averageHalfLife;
      decay = of.decay;
      penalty = of.penalty;
      shift = of.shift;
    }

    GameSettings settings() {
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
          shift);
    }
  }
}
