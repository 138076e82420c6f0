package dev.digitgan.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.TestProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

final class TrainerMetricsTest {
  @Test
  void whatTheProgressBarSaysIsMeasuredToo() {
    RunBoard board = new RunBoard();
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new TrainerMetrics(board, 64).bindTo(registry);
    GameFigures figures = new GameFigures(0.1, 0.2, 0.3, 0.4, 0.5);
    board.stepped(TestProgress.at(2, 7, figures));

    assertThat(registry.get("digitgan.trainer.time.left").gauge().value()).isEqualTo(90);
    assertThat(registry.get("digitgan.trainer.images.per.second").gauge().value()).isEqualTo(640);
    assertThat(registry.get("digitgan.trainer.epoch").gauge().value()).isEqualTo(2);
    assertThat(
            registry
                .get("digitgan.trainer.accuracy")
                .tag("of", "discriminator_fake")
                .gauge()
                .value())
        .isEqualTo(0.5);
  }
}
