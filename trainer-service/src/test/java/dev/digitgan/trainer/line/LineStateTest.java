package dev.digitgan.trainer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.game.GameFigures;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LineStateTest {
  private static final GameFigures NONE = new GameFigures(0, 0, 0, 0, 0);

  /** Two cells of width 1: p = (1/2, 1/2), q = (1/4, 3/4). */
  @Test
  void divergencesAreThoseOfTheDefinition() {
    LineState state =
        new LineState(
            0, List.of(0.5, 1.5), List.of(0.5, 0.5), List.of(0.25, 0.75), List.of(0.5, 0.5), NONE);
    double kl = 0.5 * Math.log(2) + 0.5 * Math.log(0.5 / 0.75);
    double js =
        (0.5 * Math.log(0.5 / 0.375) + 0.5 * Math.log(0.5 / 0.625)) / 2
            + (0.25 * Math.log(0.25 / 0.375) + 0.75 * Math.log(0.75 / 0.625)) / 2;
    assertThat(state.kullbackLeibler()).isCloseTo(kl, within(1e-12));
    assertThat(state.jensenShannon()).isCloseTo(js, within(1e-12));
    assertThat(state.optimalLoss()).isCloseTo(Math.log(4) - 2 * js, within(1e-12));
    assertThat(state.optimum()).containsExactly(0.5 / 0.75, 0.5 / 1.25);
    assertThat(state.distanceToOptimum())
        .isCloseTo(0.375 * (2 / 3.0 - 0.5) + 0.625 * 0.1, within(1e-12));
  }

  @Test
  void whatNeverMeetsIsLogTwoApart() {
    LineState state =
        new LineState(
            0, List.of(0.5, 1.5), List.of(1.0, 0.0), List.of(0.0, 1.0), List.of(0.5, 0.5), NONE);
    assertThat(state.jensenShannon()).isCloseTo(Math.log(2), within(1e-12));
    assertThat(state.kullbackLeibler()).isInfinite();
    assertThat(state.optimalLoss()).isCloseTo(0, within(1e-12));
  }

  @Test
  void aTargetDrawsWhatItsDensitySays() {
    RandomStream random = new RandomStream(1, Domain.DATA_ORDER, 0);
    int count = 20_000;
    int below = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      float x = Target.MIXTURE.sample(random);
      below += x < -1.2 ? 1 : 0;
      sum += x;
    }
    assertThat(sum / count).isCloseTo(0.6 * -1.2 + 0.4 * 1.2, within(0.05));
    assertThat((double) below / count).isCloseTo(0.3, within(0.015));
    double mass = 0;
    for (int i = 0; i < 2_000; i++) {
      mass += Target.MIXTURE.density(-6 + (i + 0.5) * 0.006) * 0.006;
    }
    assertThat(mass).isCloseTo(1, within(1e-6));
  }
}
