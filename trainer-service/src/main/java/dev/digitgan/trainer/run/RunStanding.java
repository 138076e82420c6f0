package dev.digitgan.trainer.run;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import java.util.Optional;

/** How far a run has come, beside its pair: what it is told, and what is saved of it. */
final class RunStanding {
  private final RunPlan plan;
  private final AdversarialPair pair;
  private final Timetable timetable;
  private final Pace pace;
  private final CoreTime coreTime;
  private FiguresMean epochFigures;
  private Optional<HeldOutScores> heldOut = Optional.empty();
  private long publishedStep;
  private long publishedVersion;
  private String publishedDigest = "";

  /**
   * @param from the state that the pair was restored to; the default one at the beginning
   */
  RunStanding(RunPlan plan, AdversarialPair pair, TrainingState from) {
    this.plan = plan;
    this.pair = pair;
    timetable = Timetable.of(plan, pair.dataImages());
    pace = new Pace(plan.timeLimit());
    coreTime = CoreTime.from(from.getCoreSeconds());
    epochFigures = FiguresMean.of(from.getEpochSumsList(), from.getEpochRounds());
    publishedStep = from.getPublishedStep();
    publishedVersion = from.getPublishedVersion();
  }

  Timetable timetable() {
    return timetable;
  }

  /** Whether every step is done. */
  boolean played() {
    return pair.step() >= timetable.totalSteps();
  }

  /** Whether the pair as it stands was published. */
  boolean isPublished() {
    return pair.step() == publishedStep;
  }

  boolean timeIsUp() {
    return pace.timeIsUp();
  }

  void stepBegins() {
    pace.stepBegins();
    coreTime.stepBegins();
  }

  void stepEnded() {
    coreTime.stepEnded();
    pace.stepEnded();
  }

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

  /** The pair went back to {@code from}; the versions that were published since are there. */
  void wentBack(TrainingState from) {
    epochFigures = FiguresMean.of(from.getEpochSumsList(), from.getEpochRounds());
    publishedStep = from.getPublishedStep();
  }

  /** What of the run the pair does not know. */
  TrainingState position() {
    return TrainingState.newBuilder()
        .setPublishedVersion(publishedVersion)
        .setPublishedStep(publishedStep)
        .addAllEpochSums(epochFigures.sums())
        .setEpochRounds(epochFigures.count())
        .setCoreSeconds(coreTime.seconds())
        .build();
  }

  RunProgress progress() {
    GameSettings game = plan.recipe().game();
    double stepsPerSecond = pace.stepsPerSecond();
    return new RunProgress(
        pair.step(),
        timetable.totalSteps(),
        timetable.of(pair.step()),
        plan.epochs(),
        stepsPerSecond,
        stepsPerSecond * game.batchSize() * game.discriminatorSteps(),
        pace.timeLeft(timetable.totalSteps() - pair.step()),
        epochFigures.mean(),
        publishedVersion,
        heldOut,
        coreTime.seconds());
  }
}
