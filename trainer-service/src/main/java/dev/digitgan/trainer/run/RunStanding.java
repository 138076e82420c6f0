package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import java.util.Optional;

/** The progress of a run, except its pair: what observers see, and what a state records. */
final class RunStanding {
  private final RunPlan plan;
  private final AdversarialPair pair;
  private final long stepsPerEpoch;
  private final Pace pace;
  private FiguresMean epochFigures;
  private Optional<HeldOutScores> heldOut = Optional.empty();
  private long publishedStep;
  private long publishedVersion;
  private String publishedDigest = "";

  RunStanding(RunPlan plan, AdversarialPair pair, TrainingState from) {
    this.plan = plan;
    this.pair = pair;
    stepsPerEpoch = plan.stepsPerEpoch(pair.dataImages());
    pace = Pace.of(plan.timeLimit(), from.getCoreSeconds());
    epochFigures = FiguresMean.of(from.getEpochSumsList(), from.getEpochRounds());
    publishedStep = from.getPublishedStep();
    publishedVersion = from.getPublishedVersion();
  }

  private long totalSteps() {
    return endOf(plan.epochs());
  }

  /** Returns the number of steps until the end of {@code epoch}; epochs count from 1. */
  long endOf(int epoch) {
    return epoch * stepsPerEpoch;
  }

  /** Returns the epoch of the step after {@code steps}. */
  int epochAfter(long steps) {
    return Math.toIntExact(steps / stepsPerEpoch) + 1;
  }

  boolean played() {
    return pair.step() >= totalSteps();
  }

  /** Whether the present state of the pair was published. */
  boolean isPublished() {
    return pair.step() == publishedStep;
  }

  boolean timeIsUp() {
    return pace.timeIsUp();
  }

  void stepBegins() {
    pace.stepBegins();
  }

  void stepEnded() {
    pace.stepEnded();
  }

  /** Forgets the figures of the last epoch. */
  void epochBegins() {
    epochFigures = new FiguresMean();
  }

  void read(FiguresMean figures) {
    epochFigures.add(figures);
  }

  void scored(HeldOutScores scores) {
    heldOut = Optional.of(scores);
  }

  void published(Manifest manifest) {
    publishedStep = pair.step();
    publishedVersion = manifest.getVersion();
    publishedDigest = manifest.getModelDigest();
  }

  /** Empty before {@link #published}. */
  String publishedDigest() {
    return publishedDigest;
  }

  /** The pair went back to {@code from}; the versions published since then remain. */
  void wentBack(TrainingState from) {
    epochFigures = FiguresMean.of(from.getEpochSumsList(), from.getEpochRounds());
    publishedStep = from.getPublishedStep();
  }

  /** Returns the fields of a state that the pair does not know. */
  TrainingState position() {
    return TrainingState.newBuilder()
        .setPublishedVersion(publishedVersion)
        .setPublishedStep(publishedStep)
        .addAllEpochSums(epochFigures.sums())
        .setEpochRounds(epochFigures.count())
        .setCoreSeconds(pace.coreSeconds())
        .build();
  }

  RunProgress progress() {
    GameSettings game = plan.recipe().game();
    double stepsPerSecond = pace.stepsPerSecond();
    return new RunProgress(
        pair.step(),
        totalSteps(),
        epochAfter(Math.max(0, pair.step() - 1)),
        plan.epochs(),
        stepsPerSecond,
        stepsPerSecond * game.batchSize() * game.discriminatorSteps(),
        pace.timeLeft(totalSteps() - pair.step()),
        epochFigures.mean(),
        publishedVersion,
        heldOut,
        pace.coreSeconds());
  }
}
