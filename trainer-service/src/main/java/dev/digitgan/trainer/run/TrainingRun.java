package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.publish.HeldBackException;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Plays a match for a number of epochs, publishes what comes of it and saves how far it came. Does
 * not own the match. Belongs to one thread.
 */
public final class TrainingRun {
  private final RunPlan plan;
  private final Match match;
  private final GeneratorPublisher publisher;
  private final StateSaver saver;
  private final RunObserver observer;
  private final Pace pace;
  private FiguresMean epochFigures;
  private long publishedStep;
  private long publishedVersion;
  private boolean heldBack;

  /**
   * A run that goes on with {@code match}, wherever it stands.
   *
   * @param from the state that the match was restored to; the default one at the beginning
   */
  public TrainingRun(
      RunPlan plan,
      Match match,
      TrainingState from,
      GeneratorPublisher publisher,
      StateSaver saver,
      RunObserver observer) {
    this.plan = plan;
    this.match = match;
    this.publisher = publisher;
    this.saver = saver;
    this.observer = observer;
    pace = new Pace(plan.timeLimit());
    epochFigures = FiguresMean.of(from.getEpochSumsList(), from.getEpochRounds());
    publishedStep = from.getPublishedStep();
    publishedVersion = from.getPublishedVersion();
  }

  /** Whether nothing is left to do. */
  public boolean complete() {
    return match.step() >= totalSteps() && match.step() == publishedStep;
  }

  /** Whether the newest of what was to be published did not pass the gate. */
  public boolean heldBack() {
    return heldBack;
  }

  /** Epochs of which every step is done. */
  private int epochsDone() {
    return Math.toIntExact(match.step() / stepsPerEpoch());
  }

  /**
   * Trains until all epochs are done, the time limit has passed or {@code stopRequested} says so,
   * which is asked after each step; publishes and saves the last state in every case.
   *
   * @throws DivergedException if a loss is no finite number, or what G draws is of no use; nothing
   *     is published or saved of it
   * @throws FencedException if another process owns the run; nothing more was published or saved
   * @throws IOException if the last state could not be published
   */
  public RunProgress train(BooleanSupplier stopRequested)
      throws DivergedException, FencedException, IOException {
    saver.begin(match.step());
    while (match.step() < totalSteps() && !ended(stopRequested)) {
      playEpoch(epochsDone() + 1, stopRequested);
    }
    if (match.step() > publishedStep) {
      publish();
    }
    save();
    return progress();
  }

  private void playEpoch(int epoch, BooleanSupplier stopRequested)
      throws DivergedException, FencedException {
    if (match.step() == (epoch - 1) * stepsPerEpoch()) {
      epochFigures = new FiguresMean();
    }
    long end = epoch * stepsPerEpoch();
    while (match.step() < end && !ended(stopRequested)) {
      playRound();
      // What follows an epoch's last step is part of it: a state in between would lose that.
      if (match.step() < end && saver.due(match)) {
        save();
      }
    }
    readFigures();
    observer.epochEnded(progress(), sheet());
    if (match.step() == end && end < totalSteps()) {
      if (epoch % plan.publishEveryEpochs() == 0) {
        tryToPublish();
        save();
      } else if (saver.due(match)) {
        save();
      }
    }
  }

  private void playRound() throws DivergedException {
    pace.stepBegins();
    match.playRound();
    if (match.figuresDue()) {
      readFigures();
    }
    pace.stepEnded();
    observer.stepped(progress());
  }

  private void readFigures() throws DivergedException {
    epochFigures.add(match.readFigures());
  }

  private boolean ended(BooleanSupplier stopRequested) {
    return stopRequested.getAsBoolean() || pace.timeIsUp();
  }

  private void save() throws DivergedException, FencedException {
    readFigures();
    try {
      saver.save(match, position());
    } catch (IOException e) {
      observer.saveFailed(progress(), e);
    }
  }

  /** What of the run the match does not know. */
  private TrainingState position() {
    return TrainingState.newBuilder()
        .setPublishedVersion(publishedVersion)
        .setPublishedStep(publishedStep)
        .addAllEpochSums(epochFigures.sums())
        .setEpochRounds(epochFigures.count())
        .build();
  }

  private byte[] sheet() throws DivergedException {
    try {
      return publisher.sheet(match.published());
    } catch (CheckpointException e) {
      throw useless(e);
    }
  }

  private void tryToPublish() throws DivergedException, FencedException {
    try {
      publish();
    } catch (IOException e) {
      observer.publishFailed(progress(), e);
    }
  }

  private void publish() throws IOException, DivergedException, FencedException {
    try {
      Manifest manifest = publisher.publish(match.published(), progress());
      publishedStep = match.step();
      publishedVersion = manifest.getVersion();
      heldBack = false;
      observer.published(progress(), manifest);
    } catch (HeldBackException e) {
      heldBack = true;
      observer.heldBack(progress(), String.valueOf(e.getMessage()));
    } catch (CheckpointException e) {
      throw useless(e);
    }
  }

  private DivergedException useless(CheckpointException reason) {
    return new DivergedException(
        "%s after step %d. Nothing was published of this state. Try a lower learning rate or another seed."
            .formatted(reason.getMessage(), match.step()),
        reason);
  }

  private long stepsPerEpoch() {
    return plan.stepsPerEpoch(match.dataImages());
  }

  private long totalSteps() {
    return plan.epochs() * stepsPerEpoch();
  }

  /** The epoch that the last step was part of; the first before there was one. */
  private int epoch() {
    return Math.toIntExact(Math.max(0, match.step() - 1) / stepsPerEpoch()) + 1;
  }

  private RunProgress progress() {
    GameSettings game = plan.recipe().game();
    double stepsPerSecond = pace.stepsPerSecond();
    return new RunProgress(
        match.step(),
        totalSteps(),
        epoch(),
        plan.epochs(),
        stepsPerSecond,
        stepsPerSecond * game.batchSize() * game.discriminatorSteps(),
        pace.timeLeft(totalSteps() - match.step()),
        epochFigures.mean(),
        publishedVersion);
  }
}
