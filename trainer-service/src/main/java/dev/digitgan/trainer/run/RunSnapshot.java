package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.FiguresMean;
import java.time.Duration;

/**
 * A run at one moment.
 *
 * @param failure why it failed; empty otherwise
 */
public record RunSnapshot(State state, String failure, RunProgress progress) {
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

  static RunSnapshot starting() {
    return new RunSnapshot(
        State.STARTING,
        "",
        new RunProgress(0, 0, 0, 0, 0, 0, Duration.ZERO, new FiguresMean().mean(), 0));
  }
}
