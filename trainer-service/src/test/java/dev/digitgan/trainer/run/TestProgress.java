package dev.digitgan.trainer.run;

import dev.digitgan.trainer.game.GameFigures;
import java.time.Duration;
import java.util.Optional;

/** How far runs of tests have come. */
public final class TestProgress {
  private TestProgress() {}

  /** In an epoch of 10, at 10 steps of 64 images a second. */
  public static RunProgress at(int epoch, long step, GameFigures figures) {
    return new RunProgress(
        step, 40, epoch, 4, 10, 640, Duration.ofSeconds(90), figures, 3, Optional.empty(), 12.5);
  }
}
