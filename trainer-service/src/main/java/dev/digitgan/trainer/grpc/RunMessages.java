package dev.digitgan.trainer.grpc;

import com.google.protobuf.util.Durations;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.RunSnapshot;
import dev.digitgan.trainer.v1.GameFigures;
import dev.digitgan.trainer.v1.Run;
import dev.digitgan.trainer.v1.RunState;
import dev.digitgan.trainer.v1.VersionQuality;

/** Makes messages of runs. */
final class RunMessages {
  private RunMessages() {}

  static Run run(Run identity, RunSnapshot snapshot) {
    RunProgress progress = snapshot.progress();
    Run.Builder run = identity.toBuilder();
    JudgedVersion judged = snapshot.judged();
    if (judged != null) {
      run.setQuality(quality(judged));
    }
    return run.setState(state(snapshot.state()))
        .setFailure(snapshot.failure())
        .setStep(progress.step())
        .setTotalSteps(progress.totalSteps())
        .setEpoch(progress.epoch())
        .setTotalEpochs(progress.totalEpochs())
        .setStepsPerSecond(progress.stepsPerSecond())
        .setImagesPerSecond(progress.imagesPerSecond())
        .setTimeLeft(Durations.fromMillis(progress.timeLeft().toMillis()))
        .setFigures(figures(progress.figures()))
        .setPublishedVersion(progress.publishedVersion())
        .addAllAlarms(snapshot.alarms().stream().map(alarm -> alarm.kind().text()).toList())
        .build();
  }

  private static GameFigures figures(dev.digitgan.trainer.game.GameFigures figures) {
    return GameFigures.newBuilder()
        .setDiscriminatorLossReal(figures.discriminatorLossReal())
        .setDiscriminatorLossFake(figures.discriminatorLossFake())
        .setGeneratorLoss(figures.generatorLoss())
        .setDiscriminatorAccuracyReal(figures.discriminatorAccuracyReal())
        .setDiscriminatorAccuracyFake(figures.discriminatorAccuracyFake())
        .build();
  }

  private static VersionQuality quality(JudgedVersion judged) {
    VersionQuality.Builder quality =
        VersionQuality.newBuilder()
            .setVersion(judged.version())
            .setFrechetDistance(judged.frechetDistance());
    judged.timesReal().ifPresent(quality::setFrechetTimesReal);
    return quality.build();
  }

  private static RunState state(RunSnapshot.State state) {
    return switch (state) {
      case STARTING -> RunState.RUN_STATE_STARTING;
      case TRAINING -> RunState.RUN_STATE_TRAINING;
      case STOPPING -> RunState.RUN_STATE_STOPPING;
      case SUCCEEDED -> RunState.RUN_STATE_SUCCEEDED;
      case FAILED -> RunState.RUN_STATE_FAILED;
    };
  }
}
