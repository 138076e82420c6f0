package dev.digitgan.trainer.run;

import ai.djl.Device;
import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.AlternatingGame;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Player;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.recipe.Recipe;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Plays the game for a number of epochs and publishes what comes of it.
 *
 * <p>With equal plan, data set and device, and one thread, equal weights come out: order of the
 * data, latents and initial weights are functions of the seed. Owns both players' native memory
 * until {@link #close}. Belongs to one thread.
 */
public final class TrainingRun implements AutoCloseable {
  private final RunPlan plan;
  private final RealBatches batches;
  private final Player generator;
  private final Player discriminator;
  private final AlternatingGame game;
  private final GeneratorPublisher publisher;
  private final RunObserver observer;
  private final StepRate rate = new StepRate(System::nanoTime);
  private final long startedAt = System.nanoTime();
  private FiguresMean epochFigures = new FiguresMean();
  private long step;
  private long savedStep;
  private long publishedVersion;

  /**
   * Builds both networks on {@code device}.
   *
   * @throws IllegalArgumentException if the plan does not fit the data set
   */
  public TrainingRun(
      RunPlan plan,
      DigitSet data,
      Device device,
      GeneratorPublisher publisher,
      RunObserver observer) {
    this.plan = plan;
    this.publisher = publisher;
    this.observer = observer;
    Recipe recipe = plan.recipe();
    batches = new RealBatches(data, recipe.generator().range(), plan.seed(), recipe.batchSize());
    generator =
        Player.create(
            recipe.generator().stack(),
            recipe.generatorAdam(),
            device,
            InitialWeights.ofGenerator(plan.seed()));
    discriminator =
        Player.create(
            recipe.discriminator(),
            recipe.discriminatorAdam(),
            device,
            InitialWeights.ofDiscriminator(plan.seed()));
    game =
        new AlternatingGame(
            generator,
            discriminator,
            recipe.generator().latents(),
            recipe.batchSize(),
            recipe.discriminatorSteps());
  }

  /**
   * Trains until all epochs are done, the time limit has passed or {@code stopRequested} says so,
   * which is asked after each step; publishes the last state in every case.
   *
   * @throws DivergedException if a loss is no finite number, or what G draws is of no use; nothing
   *     is published of it
   * @throws IOException if the last state could not be published
   */
  public RunProgress train(BooleanSupplier stopRequested) throws DivergedException, IOException {
    int epoch = 1;
    for (; epoch <= plan.epochs() && !ended(stopRequested); epoch++) {
      epochFigures = new FiguresMean();
      long epochEnd = epoch * stepsPerEpoch();
      while (step < epochEnd && !ended(stopRequested)) {
        playRound(epoch);
      }
      observer.epochEnded(progress(epoch), sheet(epoch));
      if (step == epochEnd && epoch % plan.publishEveryEpochs() == 0 && epoch < plan.epochs()) {
        tryToPublish(epoch);
      }
    }
    int lastEpoch = Math.max(1, epoch - 1);
    if (step > savedStep) {
      publish(lastEpoch);
    }
    return progress(lastEpoch);
  }

  private void playRound(int epoch) throws DivergedException {
    rate.begin();
    RandomStream random = new RandomStream(plan.seed(), Domain.TRAINING_LATENT, step);
    GameFigures figures = game.round(batches::next, random);
    if (!figures.finite()) {
      throw new DivergedException(
          ("the losses are no finite numbers any more at step %d (epoch %d): D on real %s, D on fake %s, G %s."
                  + " Nothing was published of this state. Try a lower learning rate or another seed.")
              .formatted(
                  step + 1,
                  epoch,
                  figures.discriminatorLossReal(),
                  figures.discriminatorLossFake(),
                  figures.generatorLoss()));
    }
    step++;
    epochFigures.add(figures);
    rate.end();
    observer.stepped(progress(epoch));
  }

  private boolean ended(BooleanSupplier stopRequested) {
    return stopRequested.getAsBoolean()
        || plan.timeLimit().filter(limit -> elapsed().compareTo(limit) >= 0).isPresent();
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  private byte[] sheet(int epoch) throws DivergedException {
    try {
      return publisher.sheet(generator.network());
    } catch (CheckpointException e) {
      throw useless(epoch, e);
    }
  }

  private void tryToPublish(int epoch) throws DivergedException {
    try {
      publish(epoch);
    } catch (IOException e) {
      observer.publishFailed(progress(epoch), e);
    }
  }

  private void publish(int epoch) throws IOException, DivergedException {
    try {
      Manifest manifest = publisher.publish(generator.network(), progress(epoch));
      savedStep = step;
      publishedVersion = manifest.getVersion();
      observer.published(progress(epoch), manifest);
    } catch (CheckpointException e) {
      throw useless(epoch, e);
    }
  }

  private DivergedException useless(int epoch, CheckpointException reason) {
    return new DivergedException(
        "%s after step %d (epoch %d). Nothing was published of this state. Try a lower learning rate or another seed."
            .formatted(reason.getMessage(), step, epoch),
        reason);
  }

  private long stepsPerEpoch() {
    Recipe recipe = plan.recipe();
    long batchesPerEpoch =
        plan.epochImages()
            .map(images -> images / recipe.batchSize())
            .orElseGet(batches::batchesPerPass);
    return Math.max(1, batchesPerEpoch / recipe.discriminatorSteps());
  }

  private RunProgress progress(int epoch) {
    Recipe recipe = plan.recipe();
    long totalSteps = plan.epochs() * stepsPerEpoch();
    double stepsPerSecond = rate.stepsPerSecond();
    return new RunProgress(
        step,
        totalSteps,
        epoch,
        plan.epochs(),
        stepsPerSecond,
        stepsPerSecond * recipe.batchSize() * recipe.discriminatorSteps(),
        timeLeft(totalSteps),
        epochFigures.mean(),
        publishedVersion);
  }

  private Duration timeLeft(long totalSteps) {
    Duration byRate = rate.timeFor(totalSteps - step);
    return plan.timeLimit()
        .map(limit -> limit.minus(elapsed()))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .filter(left -> left.compareTo(byRate) < 0)
        .orElse(byRate);
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
  }
}
