package dev.digitgan.trainer.quality.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.Mnist;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
final class ShippedClassifierTest {
  private final Evaluator evaluator = ShippedClassifier.load();

  @BeforeEach
  void engine() {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  @AfterEach
  void gradientsOff() {
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  /** Figures of other versions of this trainer compare as long as this stays. */
  @Test
  void itIsTheOneThatFiguresWereMadeBy() {
    assertThat(evaluator.digest())
        .hasToString("sha256:dc385b4f03256d56848a077e325edd21be426472db3eff4df3a83e4d0143773e");
    assertThat(evaluator.spec()).isEqualTo(ClassifierTraining.spec());
    assertThat(evaluator.spec().features()).isEqualTo(84);
    assertThat(evaluator.weights().length).isLessThan(700_000);
  }

  @Test
  void itTellsTheDigitsOfMnist() throws Exception {
    DigitSet test = Mnist.load(Split.TEST);
    try (DigitClassifier classifier = DigitClassifier.create(evaluator, Device.cpu())) {
      double accuracy = classifier.accuracy(test);
      assertThat(accuracy).isGreaterThanOrEqualTo(0.993);
      assertThat(accuracy).isCloseTo(evaluator.record().getTestAccuracy(), within(1e-3));
    }
  }

  @Test
  void whatAnImageReadsAsDoesNotDependOnTheOthers() {
    GreyImages images = GreyImages.of(EmbeddedDigits.draw(5, Split.TEST, 300));
    JniUtils.setGradMode(true);
    try (DigitClassifier classifier = DigitClassifier.create(evaluator, Device.cpu())) {
      Reading all = classifier.read(images);
      Reading last = classifier.read(images.select(299));
      for (int i = 0; i < 84; i++) {
        assertThat(last.features().at(0, i)).isCloseTo(all.features().at(299, i), within(1e-4f));
      }
      double sum = 0;
      for (int i = 0; i < 10; i++) {
        assertThat(last.odds().at(0, i)).isCloseTo(all.odds().at(299, i), within(1e-4f));
        sum += all.odds().at(299, i);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      assertThat(JniUtils.isGradMode()).isTrue();
    }
  }
}
