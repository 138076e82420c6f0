package dev.digitgan.trainer.quality;

import static dev.digitgan.trainer.quality.Figure.CLASS_KL;
import static dev.digitgan.trainer.quality.Figure.COVERAGE;
import static dev.digitgan.trainer.quality.Figure.DUPLICATES;
import static dev.digitgan.trainer.quality.Figure.FRECHET_DISTANCE;
import static dev.digitgan.trainer.quality.Figure.ONE_NEAREST_NEIGHBOUR;
import static dev.digitgan.trainer.quality.Figure.PRECISION;
import static dev.digitgan.trainer.quality.Figure.RECALL;
import static dev.digitgan.trainer.quality.Figure.SMALLEST_CLASS_SHARE;
import static dev.digitgan.trainer.quality.Figure.TRAINING_COPIES;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.quality.SampleSource.GivenSamples;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import dev.digitgan.trainer.quality.report.ReportText;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Real images that something is wrong with, each caught by the figure that is there for it. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CorruptionTest {
  private static final Logger log = LoggerFactory.getLogger(CorruptionTest.class);
  private static final EvaluationSize SIZE = new EvaluationSize(10_000, 1, 5_000, 20, 2_000, 0);

  private final DigitClassifier classifier;
  private final SampleEvaluation evaluation;
  private final GreyImages real;
  private final GreyImages training;

  CorruptionTest() throws DataException {
    RealImages images = Mnist.images();
    real = GreyImages.of(images.heldOut());
    training = GreyImages.of(images.train());
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    classifier = DigitClassifier.create(ShippedClassifier.load(), Device.cpu());
    evaluation = SampleEvaluation.of(images, classifier, SIZE, 1);
  }

  @BeforeAll
  void sayTheFloor() {
    log.info("\n{}", ReportText.real(evaluation));
  }

  @AfterAll
  void close() {
    classifier.close();
  }

  private QualityReport judge(String name, GreyImages samples) {
    QualityReport report = evaluation.judge(new GivenSamples(name, samples));
    log.info("\n{}", ReportText.samples(report));
    return report;
  }

  private static double value(QualityReport report, Figure figure) {
    return report.value(figure).orElseThrow();
  }

  private double floor(Figure figure) {
    return real(figure).mean();
  }

  private RealFloor real(Figure figure) {
    return Objects.requireNonNull(evaluation.floors().get(figure));
  }

  /** How many standard deviations of a draw the figure is above the real one. */
  private double deviations(QualityReport report, Figure figure) {
    RealFloor floor = real(figure);
    return (value(report, figure) - floor.mean()) / floor.deviation();
  }

  @Test
  void heldOutImagesAreReal() {
    QualityReport report = judge("held-out images", real);
    assertThat(report.flags()).isEmpty();
    assertThat(report.multiple(FRECHET_DISTANCE).orElseThrow()).isLessThan(2);
    assertThat(value(report, ONE_NEAREST_NEIGHBOUR)).isBetween(0.48, 0.56);
  }

  @Test
  void averagesOfPairsAreCaughtByTheFrechetDistanceAndPrecision() {
    QualityReport report = judge("a tenth of them averages", Corruptions.averagedTenth(real));
    QualityReport whole = judge("held-out images", real);
    assertThat(deviations(report, FRECHET_DISTANCE)).isGreaterThan(5);
    assertThat(value(report, FRECHET_DISTANCE)).isGreaterThan(1.5 * value(whole, FRECHET_DISTANCE));
    assertThat(deviations(report, PRECISION)).isLessThan(-5);
  }

  @Test
  void aThousandImagesAgainAndAgainAreCaughtByNeighboursAndRecall() {
    QualityReport report = judge("1,000 images repeated", Corruptions.repeated(real, 1_000));
    assertThat(value(report, ONE_NEAREST_NEIGHBOUR)).isGreaterThan(0.85);
    assertThat(value(report, RECALL)).isLessThan(0.75 * floor(RECALL));
    assertThat(value(report, DUPLICATES)).isGreaterThan(0.8);
    assertThat(report.flags()).anyMatch(flag -> flag.startsWith("few or odd images"));
    // A distance that many a generator would be proud of.
    assertThat(report.multiple(FRECHET_DISTANCE).orElseThrow()).isLessThan(10);
  }

  @Test
  void aMissingDigitIsCaughtByTheShares() {
    GreyImages without = Corruptions.without(real, 3, classifier.read(real).digits());
    QualityReport report = judge("no threes", without);
    assertThat(value(report, SMALLEST_CLASS_SHARE)).isLessThan(0.01);
    assertThat(value(report, CLASS_KL)).isGreaterThan(0.09);
    assertThat(report.flags()).anyMatch(flag -> flag.startsWith("a digit is missing"));
  }

  @Test
  void blurIsCaughtByTheFrechetDistanceAndPrecision() {
    QualityReport report = judge("blurred", Corruptions.blurred(real, 28));
    assertThat(report.multiple(FRECHET_DISTANCE).orElseThrow()).isGreaterThan(30);
    assertThat(value(report, PRECISION)).isLessThan(0.9 * floor(PRECISION));
  }

  @Test
  void copiesOfTrainingImagesAreCaughtByTheirDistance() {
    QualityReport report = judge("training images", training.first(10_000));
    assertThat(value(report, TRAINING_COPIES)).isGreaterThan(0.99);
    assertThat(report.flags()).anyMatch(flag -> flag.contains("copies of training images"));
    // Nothing else tells them from real images.
    assertThat(value(report, COVERAGE)).isGreaterThan(0.9);
  }
}
