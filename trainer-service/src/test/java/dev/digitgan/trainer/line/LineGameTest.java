package dev.digitgan.trainer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.line.Target.Part;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The game against its theory: Goodfellow et al., arXiv:1406.2661, section 4. */
@ExtendWith(TrainingThread.class)
@Tag("ci")
final class LineGameTest {
  private static final int STEPS = 1_500;

  /** Theorem 1: where q = p, D's loss is log 4, and it is right half of the time. */
  @ParameterizedTest
  @EnumSource(names = {"MINIMAX", "NON_SATURATING"})
  void comesToTheFixedPoint(Objective objective) {
    try (LineGame game = LineGame.begin(settings(Target.NORMAL, objective))) {
      double before = game.state().jensenShannon();
      game.play(STEPS - 500);
      game.state();
      game.play(500);
      LineState end = game.state();
      assertThat(before).isGreaterThan(0.2);
      assertThat(end.jensenShannon()).isLessThan(0.01);
      assertThat(LineFilm.loss(end)).isCloseTo(Math.log(4), within(0.01));
      assertThat(end.figures().discriminatorAccuracyReal()).isCloseTo(0.5, within(0.1));
      assertThat(
              (end.figures().discriminatorAccuracyReal()
                      + end.figures().discriminatorAccuracyFake())
                  / 2)
          .isCloseTo(0.5, within(0.03));
      assertThat(end.distanceToOptimum()).isLessThan(0.05);
    }
  }

  /** Proposition 1, and the value of the game that follows: log 4 - 2 JS. */
  @Test
  void theBestDiscriminatorIsTheShareOfTheData() {
    try (LineGame game = LineGame.begin(settings(Target.NORMAL, Objective.NON_SATURATING))) {
      game.play(20);
      double before = game.state().distanceToOptimum();
      game.teachDiscriminator(2_500);
      LineState taught = game.state();
      assertThat(taught.jensenShannon()).isBetween(0.01, 0.65);
      assertThat(taught.distanceToOptimum()).isLessThan(0.03).isLessThan(before);
    }
  }

  /** End of section 3: where D is sure of the fakes, log(1 - D(G(z))) says nothing to G. */
  @Test
  void theSaturatingLossHasNoGradientWhereTheDiscriminatorIsSure() {
    Target far = new Target("far", List.of(new Part(1, 3.5, 0.25)));
    double[] gradients = new double[2];
    for (Objective objective : new Objective[] {Objective.MINIMAX, Objective.NON_SATURATING}) {
      try (LineGame game = LineGame.begin(settings(far, objective))) {
        game.teachDiscriminator(600);
        gradients[objective == Objective.MINIMAX ? 0 : 1] = game.generatorGradient();
      }
    }
    assertThat(gradients[1]).isGreaterThan(100 * gradients[0]).isGreaterThan(0.1);
  }

  @Test
  void theSameSeedPlaysTheSameGame() {
    assertThat(after(20, 1)).isEqualTo(after(20, 1)).isNotEqualTo(after(20, 2));
  }

  private static LineState after(int steps, long seed) {
    LineSettings settings =
        new LineSettings(Target.MIXTURE, Objective.NON_SATURATING, STEPS, 2, seed);
    try (LineGame game = LineGame.begin(settings)) {
      game.play(steps);
      return game.state();
    }
  }

  private static LineSettings settings(Target target, Objective objective) {
    return new LineSettings(target, objective, STEPS, 2, 1);
  }
}
