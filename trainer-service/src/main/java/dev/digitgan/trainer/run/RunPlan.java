package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param run its name
 * @param epochImages real images that make an epoch; empty = as many as the data set has
 * @param publishEveryEpochs a checkpoint is published after each so many epochs, and at the end
 * @param timeLimit after which the run ends as if it had been asked to
 */
public record RunPlan(
    String run,
    Recipe recipe,
    long seed,
    int epochs,
    Optional<Integer> epochImages,
    int publishEveryEpochs,
    Optional<Duration> timeLimit) {

  /** Refuses plans of nothing. */
  public RunPlan {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + ", less than 1");
    }
    if (epochImages.isPresent() && epochImages.get() < recipe.game().batchSize()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "an epoch of %d images is less than a batch of %d",
              epochImages.get(),
              recipe.game().batchSize()));
    }
    if (publishEveryEpochs < 1) {
      throw new IllegalArgumentException("publish every " + publishEveryEpochs + " epochs");
    }
  }

  /**
   * Steps of one epoch.
   *
   * @param dataImages in the data set
   */
  public long stepsPerEpoch(int dataImages) {
    long batches = epochImages.orElse(dataImages) / recipe.game().batchSize();
    return Math.max(1, batches / recipe.game().discriminatorSteps());
  }

  /**
   * Real images of one epoch.
   *
   * @param dataImages in the data set
   */
  public long epochImagesOf(int dataImages) {
    GameSettings game = recipe.game();
    return stepsPerEpoch(dataImages) * game.batchSize() * game.discriminatorSteps();
  }

  /**
   * The same, where a decay that is to take the whole run knows how many images that is.
   *
   * @param dataImages in the data set
   */
  public RunPlan over(int dataImages) {
    GameSettings game = recipe.game();
    long images = epochs * stepsPerEpoch(dataImages) * game.batchSize();
    Recipe decaying = recipe.with(game.withDecay(game.decay().over(images)));
    return new RunPlan(run, decaying, seed, epochs, epochImages, publishEveryEpochs, timeLimit);
  }
}
