package dev.digitgan.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.TestProgress;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {
  private static final RunProgress PROGRESS =
      TestProgress.at(1, 7, new GameFigures(0.6123, 0.5834, 0.79, 0.654, 0.676));

  @Test
  void speedTimeLossesAndAccuraciesAreTold() {
    assertThat(ProgressDisplay.rate(PROGRESS)).isEqualTo(" 640 images/s, 1m30s left");
    assertThat(ProgressDisplay.game(PROGRESS.figures()))
        .isEqualTo("D 0.612 + 0.583, G 0.790, D right 65% / 68%");
  }

  @Test
  void theLastVersionsDistanceIsToldAsFarAsItIsKnown() {
    assertThat(ProgressDisplay.quality(null)).isEqualTo("Fréchet not measured");
    assertThat(ProgressDisplay.quality(new JudgedVersion(3, 12.5, 2.5)))
        .isEqualTo("Fréchet 12.50 (5.0 x real)");
    assertThat(ProgressDisplay.quality(new JudgedVersion(3, 12.5, Double.NaN)))
        .isEqualTo("Fréchet 12.50");
  }
}
