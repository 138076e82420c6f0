package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.pair.RateCut;
import dev.digitgan.trainer.quality.alarm.GameMonitor.GameReading;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.run.VersionPublisher.HeldBackException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Plays a pair for a number of epochs, publishes versions and saves states. Does not own the pair.
 * Belongs to one thread.
 */
public final class TrainingRun {
  private final RunPlan plan;
  private final AdversarialPair pair;
  private final HeldOutCheck heldOutCheck;
  private final VersionPublisher publisher;
  private final StateSaver saver;
  private final RunObserver observer;
  private final RunAlarms alarms;
  private final RunStanding standing;
  private boolean heldBack;

  public TrainingRun(
      RunPlan plan,
      AdversarialPair pair,
      TrainingState from,
      HeldOutCheck heldOutCheck,
      VersionPublisher publisher,
      StateSaver saver,
      RunObservers observer) {
    this.plan = plan;
    this.pair = pair;
    this.heldOutCheck = heldOutCheck;
    this.publisher = publisher;
    this.saver = saver;
    this.observer = observer;
    alarms = new RunAlarms(observer);
    standing = new RunStanding(plan, pair, from);
  }

  public boolean complete() {
    return standing.played() && standing.isPublished();
  }

  /** Returns the step after which the run could be resumed now; 0 if nothing was saved. */
  public long savedStep() {
    return saver.savedStep();
  }

  /** Returns the digest of the model that this object published last; empty if there is none. */
  public String publishedDigest() {
    return standing.publishedDigest();
  }

  /** Whether the last generator did not pass the gate. */
  public boolean heldBack() {
    return heldBack;
  }

  /**
   * Trains until all epochs are done, the time limit has passed or {@code stopRequested}, which is
   * asked after each step; publishes and saves the last state in every case. A run that diverges
   * goes back to its last saved state once in its life, and continues with lower rates.
   *
   * @throws DivergedException if the run diverged again; that state is neither published nor saved
   * @throws FencedException if another process owns the run; nothing more was published or saved
   * @throws CommitStateUnknownException if it is unknown whether the last state was published; the
   *     process that resumes the run will find out
   * @throws IOException if the last state could not be published; it was saved if possible
   */
  public RunProgress train(BooleanSupplier stopRequested)
      throws DivergedException, FencedException, IOException {
    saver.begin(pair.step());
    boolean done = false;
    while (!done) {
      try {
        trainToTheEnd(stopRequested);
        done = true;
      } catch (DivergedException e) {
        goBack(e);
      }
    }
    return progress();
  }

  private void trainToTheEnd(BooleanSupplier stopRequested)
      throws DivergedException, FencedException, IOException {
    while (!standing.played() && !ended(stopRequested)) {
      playEpoch(standing.epochAfter(pair.step()), stopRequested);
    }
    if (stopRequested.getAsBoolean()) {
      save(); // Little time may be left, and the state matters more than a version.
    }
    if (standing.isPublished()) {
      save();
    } else {
      publishAndSave();
    }
  }

  private void goBack(DivergedException reason) throws DivergedException {
    if (pair.rateCut().made()) {
      DivergedException again = DivergedException.again(reason, pair.rateCut());
      alarms.divergedAgain(progress(), again);
      throw again;
    }
    alarms.diverged(progress(), reason);
    try {
      standing.wentBack(saver.goBack(pair));
    } catch (IOException e) {
      throw new DivergedException(
          reason.getMessage() + " No state to go back to could be read: " + e, e);
    }
    pair.cutRates(RateCut.after(pair.step()));
    alarms.wentBack();
    observer.wentBack(progress());
  }

  private void playEpoch(int epoch, BooleanSupplier stopRequested)
      throws DivergedException, FencedException {
    if (pair.step() == standing.endOf(epoch - 1)) {
      standing.epochBegins();
    }
    long end = standing.endOf(epoch);
    while (pair.step() < end && !ended(stopRequested)) {
      playRound();
      // A state between an epoch's last step and its end would lose what follows the step.
      if (pair.step() < end && saver.due(pair)) {
        save();
      }
    }
    readFigures();
    if (pair.step() == end) {
      scoreHeldOut();
    }
    observer.epochEnded(progress(), sheet());
    alarms.epochEnded(progress());
    if (pair.step() == end && !standing.played()) {
      if (epoch % plan.publishEveryEpochs() == 0) {
        tryToPublish();
      } else if (saver.due(pair)) {
        save();
      }
    }
  }

  private void playRound() throws DivergedException {
    standing.stepBegins();
    pair.playRound();
    if (pair.figuresDue()) {
      readFigures();
    }
    standing.stepEnded();
    observer.stepped(progress());
  }

  private void readFigures() throws DivergedException {
    FiguresMean read = pair.readFigures();
    standing.read(read);
    if (read.count() > 0) {
      alarms.read(progress(), new GameReading(read.count(), read.mean(), pair.generatorGradient()));
    }
  }

  private void scoreHeldOut() {
    Optional<HeldOutScores> scores =
        heldOutCheck.scores(pair, plan.epochImagesOf(pair.dataImages()));
    if (scores.isPresent()) {
      standing.scored(scores.get());
      alarms.scored(progress(), scores.get());
    }
  }

  private boolean ended(BooleanSupplier stopRequested) {
    return stopRequested.getAsBoolean() || standing.timeIsUp();
  }

  private void save() throws DivergedException, FencedException {
    readFigures();
    try {
      saver.save(pair, standing.position());
    } catch (IOException e) {
      observer.saveFailed(progress(), e);
    }
  }

  private byte[] sheet() throws DivergedException {
    try {
      return publisher.sheet(pair.published());
    } catch (CheckpointException e) {
      throw DivergedException.of(e, pair.step());
    }
  }

  private void tryToPublish() throws DivergedException, FencedException {
    try {
      publishAndSave();
    } catch (IOException e) {
      observer.publishFailed(progress(), e);
    }
  }

  /** Publishes first, so that the state knows of the version; saves even if that fails. */
  private void publishAndSave() throws IOException, DivergedException, FencedException {
    try {
      publish();
    } catch (IOException | RuntimeException e) {
      save();
      throw e;
    }
    save();
  }

  private void publish() throws IOException, DivergedException, FencedException {
    try {
      Manifest manifest =
          publisher.publish(
              pair.published(),
              progress(),
              pair.rateCut().settings(),
              judgement -> alarms.judged(progress(), judgement));
      standing.published(manifest);
      heldBack = false;
      observer.published(progress(), manifest);
    } catch (HeldBackException e) {
      heldBack = true;
      observer.heldBack(progress(), String.valueOf(e.getMessage()));
    } catch (CheckpointException e) {
      throw DivergedException.of(e, pair.step());
    }
  }

  public RunProgress progress() {
    return standing.progress();
  }
}
