package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Figures against their definitions in Java's own arithmetic. */
final class RoundFiguresTest {
  private static final float[] REAL = {-30, -1, 0, 0.5f, 2, 30};
  private static final float[] FAKE = {-12, -2, 0, 0.25f, 1, 12};

  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void lossesAndAccuraciesAreThoseOfTheDefinition() {
    GameFigures figures = figures(Objective.NON_SATURATING, REAL, FAKE);
    assertThat(figures.discriminatorLossReal()).isCloseTo(minusLogReal(REAL, 0), within(1e-7));
    assertThat(figures.discriminatorLossFake()).isCloseTo(minusLogFake(FAKE, 0), within(1e-7));
    assertThat(figures.generatorLoss()).isEqualTo(0.75);
    assertThat(figures.discriminatorAccuracyReal()).isCloseTo(3 / 6.0, within(1e-12));
    assertThat(figures.discriminatorAccuracyFake()).isCloseTo(3 / 6.0, within(1e-12));
  }

  @Test
  void ofPairsWhatIsAddedToAllLogitsMakesNoDifference() {
    GameFigures figures = figures(Objective.RELATIVISTIC, new float[] {8, 10}, new float[] {6, 4});
    assertThat(figures.discriminatorLossReal())
        .isCloseTo(minusLogReal(new float[] {8, 10}, 7), within(1e-9));
    assertThat(figures.discriminatorLossFake())
        .isCloseTo(minusLogFake(new float[] {6, 4}, 7), within(1e-9));
    assertThat(figures.discriminatorAccuracyReal()).isEqualTo(1);
    assertThat(figures.discriminatorAccuracyFake()).isEqualTo(1);
  }

  @Test
  void aTallyIsTheMeanOfItsRoundsAndBeginsAnewWhenItIsRead() {
    FiguresTally tally = new FiguresTally(manager);
    tally.add(round(Objective.NON_SATURATING, REAL, FAKE));
    tally.add(round(Objective.NON_SATURATING, FAKE, REAL));
    FiguresMean both = tally.read();
    assertThat(both.count()).isEqualTo(2);
    assertThat(both.mean().discriminatorLossReal())
        .isCloseTo((minusLogReal(REAL, 0) + minusLogReal(FAKE, 0)) / 2, within(1e-7));
    assertThat(tally.rounds()).isZero();
    tally.add(round(Objective.NON_SATURATING, REAL, FAKE));
    assertThat(tally.read().mean()).isEqualTo(figures(Objective.NON_SATURATING, REAL, FAKE));
  }

  @Test
  void aRoundThatIsNoNumberIsNotForgottenAmongOthersButIsOnceRead() {
    FiguresTally tally = new FiguresTally(manager);
    tally.add(round(Objective.NON_SATURATING, new float[] {Float.NaN}, new float[] {0}));
    tally.add(round(Objective.NON_SATURATING, REAL, FAKE));
    assertThat(tally.read().mean().finite()).isFalse();
    tally.add(round(Objective.NON_SATURATING, REAL, FAKE));
    assertThat(tally.read().mean().finite()).isTrue();
  }

  private GameFigures figures(Objective objective, float[] real, float[] fake) {
    FiguresTally tally = new FiguresTally(manager);
    tally.add(round(objective, real, fake));
    return tally.read().mean();
  }

  private NDArray round(Objective objective, float[] real, float[] fake) {
    return FiguresTally.ofRound(
        manager,
        objective,
        manager.create(0.75f),
        manager.create(real, new Shape(real.length, 1)),
        manager.create(fake, new Shape(fake.length, 1)));
  }

  private static double minusLogReal(float[] logits, double middle) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.log1p(Math.exp(middle - logit));
    }
    return sum / logits.length;
  }

  private static double minusLogFake(float[] logits, double middle) {
    double sum = 0;
    for (float logit : logits) {
      sum += Math.log1p(Math.exp(logit - middle));
    }
    return sum / logits.length;
  }
}
