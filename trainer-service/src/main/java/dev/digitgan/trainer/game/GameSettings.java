package dev.digitgan.trainer.game;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.trainer.optim.OptimizerSettings;
import java.util.function.Consumer;

/**
 * The settings of a recipe's game.
 *
 * @param discriminatorSteps updates of D for each update of G
 * @param packing images that D judges together, stacked as channels. Source: Lin et al.,
 *     arXiv:1712.04086, section 2
 * @param averageHalfLife of the published average of G's weights, in images; 0 = the weights
 *     themselves are published
 * @param shift largest number of pixels by which {@link Shifts} moves the images that D sees
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

  public GameSettings {
    checkArgument(batchSize >= 2, "batch size is %s, less than 2", batchSize);
    checkArgument(
        discriminatorSteps >= 1, "discriminator steps is %s, less than 1", discriminatorSteps);
    checkArgument(
        packing >= 1 && batchSize % packing == 0,
        "batches of %s are not whole packs of %s",
        batchSize,
        packing);
    checkArgument(averageHalfLife >= 0, "half-life is %s images", averageHalfLife);
    checkArgument(
        shift >= 0 && shift <= MOST_SHIFT,
        "images are shifted by %s pixels, not from 0 to %s",
        shift,
        MOST_SHIFT);
  }

  /** The non-saturating game with one step of each player, at constant rates. */
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
    Copy copy = new Copy();
    change.accept(copy);
    return copy.settings();
  }

  /**
   * The weight of the penalty in the round after {@code imagesSeen}: γ, or with lazy regularisation
   * k γ in each k-th round and 0 in the others.
   */
  public double gamma(long imagesSeen) {
    boolean due = imagesSeen / batchSize % penalty.every() == 0;
    return due ? penalty.every() * decay.between(penalty.first(), penalty.last(), imagesSeen) : 0;
  }

  private final class Copy {
    private Objective objective = GameSettings.this.objective;
    private PlayerSettings generator = GameSettings.this.generator;
    private PlayerSettings discriminator = GameSettings.this.discriminator;
    private int batchSize = GameSettings.this.batchSize;
    private int discriminatorSteps = GameSettings.this.discriminatorSteps;
    private int packing = GameSettings.this.packing;
    private long averageHalfLife = GameSettings.this.averageHalfLife;
    private Decay decay = GameSettings.this.decay;
    private Penalty penalty = GameSettings.this.penalty;
    private int shift = GameSettings.this.shift;

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

  /**
   * The weight γ of the zero-centred gradient penalty γ/2 · E ||grad d||², on real images and on
   * fakes.
   *
   * @param first at the beginning; 0 = no penalty
   * @param last when the learning rate has reached its last value
   * @param every k: each k-th round is penalised, with k times the weight. Source: Karras et al.,
   *     arXiv:1912.04958, section 3.1
   */
  public record Penalty(float first, float last, int every) {
    public static final Penalty NONE = new Penalty(0, 0, 1);

    public Penalty {
      checkArgument(
          first >= 0 && last >= 0 && (first == 0) == (last == 0),
          "penalty goes from %s to %s",
          first,
          last);
      checkArgument(every >= 1, "penalty every %s rounds", every);
    }
  }
}
