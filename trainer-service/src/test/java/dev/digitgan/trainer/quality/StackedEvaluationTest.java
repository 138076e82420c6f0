package dev.digitgan.trainer.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.SampleSource.GivenSamples;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On some of MNIST's test images, two of them on top of each other: 100 modes. */
@Tag("ci")
final class StackedEvaluationTest {
  private static final int CHANNELS = 2;
  private static final int PIXELS = 784;
  private static final EvaluationSize SIZE = new EvaluationSize(3_000, 1, 0, 5, 0, 0);

  private final DigitSet digits;
  private final DigitClassifier classifier;
  private final StackedEvaluation evaluation;

  StackedEvaluationTest() throws DataException {
    digits = Mnist.load(Split.TEST).heldOut();
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    classifier = DigitClassifier.create(ShippedClassifier.load(), Device.cpu());
    RealImages images = new RealImages(digits, digits, digits);
    evaluation = StackedEvaluation.of(images, classifier, SIZE, CHANNELS);
  }

  @AfterEach
  void close() {
    classifier.close();
  }

  @Test
  void theRealRowHasAllModesAndDivergesByItsSamplingError() {
    assertThat(floor(Figure.MODES).mean()).isEqualTo(100);
    double expected = 99 / (2.0 * SIZE.samples());
    assertThat(floor(Figure.MODES_KL).mean()).isBetween(0.7 * expected, 1.5 * expected);
  }

  @Test
  void digitsThatAreStackedAtRandomAreAsGoodAsReal() {
    RandomStream random = new RandomStream(3, Domain.DATA_ORDER, 0);
    QualityReport report = judge(at -> random.nextInt(digits.count()));

    assertThat(report.value(Figure.MODES)).hasValue(100);
    assertThat(report.multiple(Figure.MODES_KL).orElseThrow()).isBetween(0.5, 2.0);
  }

  @Test
  void channelsThatAgreeLoseModes() {
    RandomStream random = new RandomStream(4, Domain.DATA_ORDER, 0);
    int[] last = new int[1];
    QualityReport report =
        judge(at -> last[0] = at % CHANNELS == 0 ? random.nextInt(digits.count()) : last[0]);

    assertThat(report.value(Figure.MODES)).hasValue(10);
    assertThat(report.multiple(Figure.MODES_KL).orElseThrow()).isGreaterThan(100);
  }

  @Test
  void tooFewSamplesAreRefused() {
    GreyImages one = GreyImages.owning(new byte[CHANNELS * PIXELS], CHANNELS * PIXELS);
    assertThatThrownBy(() -> evaluation.judge(new GivenSamples("one", one)))
        .hasMessage("one: fewer than 3000 samples");
  }

  private RealFloor floor(Figure figure) {
    return Objects.requireNonNull(evaluation.floors().get(figure));
  }

  private QualityReport judge(IntUnaryOperator choice) {
    byte[] pixels = new byte[SIZE.samples() * CHANNELS * PIXELS];
    byte[] image = new byte[PIXELS];
    for (int at = 0; at < SIZE.samples() * CHANNELS; at++) {
      digits.copyImage(choice.applyAsInt(at), image, 0);
      int stack = at / CHANNELS;
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        pixels[(stack * PIXELS + pixel) * CHANNELS + at % CHANNELS] = image[pixel];
      }
    }
    return evaluation.judge(
        new GivenSamples("stacks", GreyImages.owning(pixels, CHANNELS * PIXELS)));
  }
}
