package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.trainer.game.GameSettings.Penalty;
import dev.digitgan.trainer.optim.AdamSettings;
import org.junit.jupiter.api.Test;

final class GameSettingsTest {
  private static final AdamSettings ADAM = AdamSettings.of(1e-3f, 0.5f, 0.9f);

  @Test
  void theRateFallsByHalfACosineAndStays() {
    Decay decay = Decay.cosine(0.1f).over(1_000);
    assertThat(decay.rate(0)).isEqualTo(1);
    assertThat(decay.rate(500)).isCloseTo(0.55, within(1e-7));
    assertThat(decay.rate(250)).isCloseTo(0.1 + 0.9 * (1 + Math.sqrt(0.5)) / 2, within(1e-7));
    assertThat(decay.rate(1_000)).isCloseTo(0.1, within(1e-7));
    assertThat(decay.rate(5_000)).isCloseTo(0.1, within(1e-7));
  }

  @Test
  void theRateFallsStepByStep() {
    Decay decay = Decay.steps(0.5f, 100);
    assertThat(decay.rate(99)).isEqualTo(1);
    assertThat(decay.rate(100)).isEqualTo(0.5);
    assertThat(decay.rate(1_050)).isEqualTo(Math.pow(0.5, 10));
    assertThat(decay.over(7)).isEqualTo(decay);
  }

  @Test
  void thePenaltyFallsWithTheRate() {
    GameSettings settings =
        GameSettings.of(ADAM, ADAM, 8)
            .withDecay(Decay.cosine(0.5f).over(100))
            .withPenalty(new Penalty(1, 0.1f, 1));
    assertThat(settings.gamma(0)).isEqualTo(1);
    assertThat(settings.gamma(50)).isCloseTo(0.55, within(1e-7));
    assertThat(settings.gamma(100)).isCloseTo(0.1, within(1e-7));
  }

  @Test
  void aPenaltyThatIsPassedOverIsMadeUpFor() {
    GameSettings settings = GameSettings.of(ADAM, ADAM, 8).withPenalty(new Penalty(2, 2, 4));
    assertThat(settings.gamma(0)).isEqualTo(8);
    assertThat(settings.gamma(8)).isZero();
    assertThat(settings.gamma(24)).isZero();
    assertThat(settings.gamma(32)).isEqualTo(8);
  }

  @Test
  void withoutADecayNothingChanges() {
    GameSettings settings = GameSettings.of(ADAM, ADAM, 8).withPenalty(new Penalty(2, 2, 1));
    assertThat(settings.decay().rate(123_456_789)).isEqualTo(1);
    assertThat(settings.gamma(123_456_789)).isEqualTo(2);
  }
}
