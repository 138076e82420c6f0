package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.recipe.Recipe;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The plan of a run.
 *
 * @param epochImages the number of real images in an epoch; empty for that of the data set
 * @param publishEveryEpochs the epochs between two versions; the last state is always published
 * @param timeLimit the time after which the run ends as if it had been asked to
 */
public record RunPlan(
    String run,
    Recipe recipe,
    long seed,
    int epochs,
    Optional<Integer> epochImages,
    int publishEveryEpochs,
    Optional<Duration> timeLimit) {

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
      throw new IllegalArgumentException("cannot publish every " + publishEveryEpochs + " epochs");
    }
  }

  /** Returns the number of steps in an epoch, for a data set of {@code dataImages}. */
  public long stepsPerEpoch(int dataImages) {
    long batches = epochImages.orElse(dataImages) / recipe.game().batchSize();
    return Math.max(1, batches / recipe.game().discriminatorSteps());
  }

  /** Returns the number of real images that an epoch shows to D. */
  public long epochImagesOf(int dataImages) {
    GameSettings game = recipe.game();
    return stepsPerEpoch(dataImages) * game.batchSize() * game.discriminatorSteps();
  }

  /** Returns this plan with a decay over all images of the run, if it is to last that long. */
  public RunPlan over(int dataImages) {
    GameSettings game = recipe.game();
    long images = epochs * stepsPerEpoch(dataImages) * game.batchSize();
    Recipe decaying = recipe.with(game.withDecay(game.decay().over(images)));
    return new RunPlan(run, decaying, seed, epochs, epochImages, publishEveryEpochs, timeLimit);
  }
}
