package dev.digitgan.trainer.quality.gate;

import static dev.digitgan.trainer.quality.Figure.CLASS_KL;
import static dev.digitgan.trainer.quality.Figure.COVERAGE;
import static dev.digitgan.trainer.quality.Figure.FRECHET_DISTANCE;
import static dev.digitgan.trainer.quality.Figure.ONE_NEAREST_NEIGHBOUR;
import static dev.digitgan.trainer.quality.Figure.RECALL;
import static dev.digitgan.trainer.quality.Figure.SMALLEST_CLASS_SHARE;
import static dev.digitgan.trainer.quality.Figure.TRAINING_COPIES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.Figure;
import dev.digitgan.trainer.quality.Measured;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.RealFloor;
import dev.digitgan.trainer.quality.RealImages;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Judgements on figures that are made up. */
final class GateTest {
  private static final RealImages IMAGES = images(1);

  private final Map<Figure, Measured> champion = figures();
  private final Map<Figure, Measured> candidate = figures();

  private static Map<Figure, Measured> figures() {
    Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    figures.put(FRECHET_DISTANCE, draws(2.0, 2.1, 1.9, 2.05, 1.95));
    figures.put(RECALL, draws(0.90, 0.91, 0.89, 0.90, 0.90));
    figures.put(COVERAGE, draws(0.90, 0.91, 0.89, 0.90, 0.90));
    figures.put(ONE_NEAREST_NEIGHBOUR, draws(0.6, 0.6));
    figures.put(SMALLEST_CLASS_SHARE, draws(0.09, 0.09));
    figures.put(CLASS_KL, draws(0.001, 0.001));
    figures.put(TRAINING_COPIES, draws(0.01, 0.01));
    return figures;
  }

  private static Measured draws(double... values) {
    return Measured.of(Arrays.stream(values).boxed().toList());
  }

  private static RealImages images(int level) {
    byte[] pixels = new byte[1_000 * 784];
    pixels[0] = (byte) level;
    DigitSet set = DigitSet.owning("set", 28, 28, pixels, new byte[1_000]);
    return new RealImages(set, set, set);
  }

  private static QualityReport report(Map<Figure, Measured> figures, RealImages images) {
    Map<Figure, RealFloor> real = new EnumMap<>(Figure.class);
    real.put(RECALL, new RealFloor(0.94, 0.01, 5));
    real.put(COVERAGE, new RealFloor(0.96, 0.01, 5));
    real.put(SMALLEST_CLASS_SHARE, new RealFloor(0.09, 0, 5));
    return new QualityReport(
        "made up", Sha256.of(new byte[0]), images, EvaluationSize.GATE, real, figures, List.of());
  }

  private GateJudgement judgement() {
    return Gate.judge(report(candidate, IMAGES), report(champion, IMAGES));
  }

  @Test
  void anEqualPasses() {
    assertThat(judgement().objections()).isEmpty();
    assertThat(judgement().reasons()).hasSize(3);
    assertThat(judgement().record().getPassed()).isTrue();
  }

  @Test
  void aDistanceThatMayBeMoreThanATwentiethAboveDoesNotPass() {
    // On average 0.06 above, which would do: surely no more than 0.1 is asked for.
    candidate.put(FRECHET_DISTANCE, draws(2.16, 2.06, 1.98, 2.19, 1.91));
    assertThat(judgement().objections())
        .singleElement()
        .asString()
        .startsWith("Fréchet distance 2.060, the champion's 2.000")
        .endsWith("+0.100 is allowed");
    candidate.put(FRECHET_DISTANCE, draws(2.06, 2.16, 1.96, 2.11, 2.01));
    assertThat(judgement().objections()).isEmpty();
  }

  @Test
  void whatHoldsForAllSeedsIsSignificant() {
    candidate.put(RECALL, draws(0.89, 0.90, 0.88, 0.89, 0.891));
    assertThat(judgement().objections()).singleElement().asString().startsWith("recall 0.890");
    // As far below on average, and so at one seed alone.
    candidate.put(RECALL, draws(0.85, 0.91, 0.89, 0.90, 0.90));
    assertThat(judgement().objections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SMALLEST_CLASS_SHARE, 0.049, a digit is missing",
    "CLASS_KL, 0.091, the digits' shares differ",
    "TRAINING_COPIES, 0.06, 6.0% of the samples are copies",
    "DUPLICATES, 0.06, 6.0% of the samples are copies of each other",
    "COVERAGE, 0.47, 'coverage is 0.470, but 0.960 for real images'",
    "RECALL, 0.46, 'recall is 0.460, but 0.940 for real images'",
  })
  void anAlarmIsAnObjectionHoweverNearTheDistance(Figure figure, double value, String alarm) {
    candidate.put(FRECHET_DISTANCE, draws(1, 1, 1, 1, 1.01));
    candidate.put(figure, draws(value, value, value, value, value));
    assertThat(judgement().objections()).anyMatch(reason -> reason.startsWith(alarm));
    assertThat(Gate.judge(report(candidate, IMAGES)).objections())
        .singleElement()
        .asString()
        .startsWith(alarm);
  }

  @Test
  void aWarningIsNoObjection() {
    candidate.put(CLASS_KL, draws(0.05, 0.05, 0.05, 0.05, 0.05));
    QualityReport report = report(candidate, IMAGES);
    assertThat(Gate.judge(report).passed()).isTrue();
    assertThat(report.flags())
        .singleElement()
        .asString()
        .startsWith(
            "warning: the digits' shares differ from those of real images: KL 0.050 nats; ");
  }

  @Test
  void neighboursThatTellApartAlarmOnlyWithLowRecall() {
    candidate.put(ONE_NEAREST_NEIGHBOUR, draws(0.9, 0.9));
    assertThat(judgement().objections()).isEmpty();
    candidate.put(RECALL, draws(0.7, 0.7, 0.7, 0.7, 0.7));
    assertThat(Gate.judge(report(candidate, IMAGES)).objections())
        .containsExactly(
            "few or odd images: 1-nearest-neighbour accuracy 0.900 with a recall of 0.700");
  }

  @Test
  void figuresOfOtherMeasuresDoNotCompare() {
    assertThatThrownBy(() -> Gate.judge(report(candidate, IMAGES), report(champion, images(2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("figures by different measures do not compare");
  }
}
