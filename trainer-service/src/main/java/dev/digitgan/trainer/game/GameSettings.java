package dev.digitgan.trainer.game;

import dev.digitgan.trainer.optim.AdamSettings;

/**
 * How the game of a recipe is played.
 *
 * @param discriminatorSteps updates of D for each update of G
 * @param packing images that D judges at a time, as if they were one of more channels. Source: Lin
 *     et al., arXiv:1712.04086, section 2
 * @param averageHalfLife of the average of G's weights that is published, in images; 0 = the
 *     weights themselves are published
 */
public record GameSettings(
    Objective objective,
    AdamSettings generatorAdam,
    AdamSettings discriminatorAdam,
    int batchSize,
    int discriminatorSteps,
    int packing,
    long averageHalfLife,
    Decay decay,
    Penalty penalty) {

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
  }

  /** The non-saturating game, one step each, at constant rates. */
  public static GameSettings of(AdamSettings generator, AdamSettings discriminator, int batchSize) {
    return new GameSettings(
        Objective.NON_SATURATING,
        generator,
        discriminator,
        batchSize,
        1,
        1,
        0,
        Decay.NONE,
        Penalty.NONE);
  }

  public GameSettings withObjective(Objective value) {
    return new GameSettings(
        value,
        generatorAdam,
        discriminatorAdam,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty);
  }

  public GameSettings withGeneratorAdam(AdamSettings value) {
    return new GameSettings(
        objective,
        value,
        discriminatorAdam,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty);
  }

  public GameSettings withDiscriminatorAdam(AdamSettings value) {
    return new GameSettings(
        objective,
        generatorAdam,
        value,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty);
  }

  public GameSettings withBatchSize(int value) {
    return new GameSettings(
        objective,
        generatorAdam,
        discriminatorAdam,
        value,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        penalty);
  }

  public GameSettings withDiscriminatorSteps(int value) {
    return new GameSettings(
        objective,
        generatorAdam,
        discriminatorAdam,
        batchSize,
        value,
        packing,
        averageHalfLife,
        decay,
        penalty);
  }

  public GameSettings withPacking(int value) {
    return new GameSettings(
        objective,
        generatorAdam,
        discriminatorAdam,
        batchSize,
        discriminatorSteps,
        value,
        averageHalfLife,
        decay,
        penalty);
  }

  public GameSettings withAverageHalfLife(long value) {
    return new GameSettings(
        objective,
        generatorAdam,
        discriminatorAdam,
        batchSize,
        discriminatorSteps,
        packing,
        value,
        decay,
        penalty);
  }

  public GameSettings withDecay(Decay value) {
    return new GameSettings(
        objective,
        generatorAdam,
        discriminatorAdam,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        value,
        penalty);
  }

  public GameSettings withPenalty(Penalty value) {
    return new GameSettings(
        objective,
        generatorAdam,
        discriminatorAdam,
        batchSize,
        discriminatorSteps,
        packing,
        averageHalfLife,
        decay,
        value);
  }

  /**
   * How the learning rates, and the penalty's weight, go from their first value to their last: by
   * half a cosine, and stay there. Source: Loshchilov and Hutter, arXiv:1608.03983, equation (5).
   *
   * @param lastRate multiple of the first learning rate; 1 = constant
   * @param images over which; 0 = over the run as it was planned
   */
  public record Decay(float lastRate, long images) {
    public static final Decay NONE = new Decay(1, 0);

    public Decay {
      if (!(lastRate > 0 && lastRate <= 1)) {
        throw new IllegalArgumentException("last rate is " + lastRate + ", not from 0 to 1");
      }
      if (images < 0) {
        throw new IllegalArgumentException("the decay takes " + images + " images");
      }
    }

    /** Multiple of the first learning rate after {@code imagesSeen}. */
    public double rate(long imagesSeen) {
      return between(1, lastRate, imagesSeen);
    }

    double between(double first, double last, long imagesSeen) {
      double done = images == 0 ? 0 : Math.min(1, (double) imagesSeen / images);
      return last + (first - last) * (1 + StrictMath.cos(Math.PI * done)) / 2;
    }
  }

  /**
   * The weight γ of the zero-centred gradient penalty γ/2 · E ||grad d||², on real images and on
   * fakes.
   *
   * @param first at the beginning; 0 = no penalty
   * @param last when the learning rate has reached its last value
   * @param every rounds of so many, with so many times the weight. Source: Karras et al.,
   *     arXiv:1912.04958, section 3.1
   */
  public record Penalty(float first, float last, int every) {
    public static final Penalty NONE = new Penalty(0, 0, 1);

    public Penalty {
      if (!(first >= 0) || !(last >= 0) || (first == 0) != (last == 0)) {
        throw new IllegalArgumentException("penalty goes from " + first + " to " + last);
      }
      if (every < 1) {
        throw new IllegalArgumentException("penalty every " + every + " rounds");
      }
    }
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
