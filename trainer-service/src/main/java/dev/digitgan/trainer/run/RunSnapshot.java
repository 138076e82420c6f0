package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.FiguresMean;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run at one moment.
 *
 * @param failure why it failed; empty otherwise
 * @param judged the newest version that was judged; null before there is one
 */
public record RunSnapshot(
    State state, String failure, RunProgress progress, @Nullable JudgedVersion judged) {
  /** Where a run is in its life. */
  public enum State {
    STARTING,
    TRAINING,
    STOPPING,
    SUCCEEDED,
    FAILED;

    /** Whether nothing follows. */
    public boolean ended() {
      return this == SUCCEEDED || this == FAILED;
    }
  }

  RunSnapshot with(State next, String reason) {
    return new RunSnapshot(next, reason, progress, judged);
  }

  RunSnapshot with(State next, RunProgress reached) {
    return new RunSnapshot(next, "", reached, judged);
  }

  RunSnapshot with(JudgedVersion version) {
    return new RunSnapshot(state, failure, progress, version);
  }

  static RunSnapshot starting() {
    return new RunSnapshot(
        State.STARTING,
        "",
        new RunProgress(0, 0, 0, 0, 0, 0, Duration.ZERO, new FiguresMean().mean(), 0),
        null);
  }
}
