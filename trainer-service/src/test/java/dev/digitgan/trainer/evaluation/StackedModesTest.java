package dev.digitgan.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DataRequest;
import dev.digitgan.trainer.data.DataSources;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Fallback;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.evaluation.classifier.DigitClassifier;
import dev.digitgan.trainer.evaluation.classifier.ShippedClassifier;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On MNIST's test images, stacked. */
final class StackedModesTest {
  private static final int STACKS = 4_000;
  private static final int PIXELS = 784;

  private final DigitSet digits;

  StackedModesTest(@TempDir Path cache) throws DataException {
    String data = System.getenv("DIGITGAN_DATA");
    assumeTrue(data != null, "DIGITGAN_DATA names no folder with MNIST");
    DataRequest request = DataRequest.of(data, cache, Fallback.NONE);
    digits = DataSources.standard().load(request, Split.TEST);
  }

  @BeforeAll
  static void prepare() {
    EngineSettings.ONE_THREAD.apply();
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  @Test
  void digitsThatAreStackedIndependentlyDivergeByTheSamplingFloor() {
    RandomStream random = new RandomStream(1, Domain.DATA_ORDER, 0);
    StackedModes modes = modes(2, at -> random.nextInt(digits.count()));

    assertThat(modes.modeCount()).isEqualTo(100);
    assertThat(modes.foundCount()).isEqualTo(100);
    assertThat(modes.samplingFloor()).isCloseTo(99 / 8_000.0, within(1e-12));
    assertThat(modes.divergence())
        .isBetween(0.5 * modes.samplingFloor(), 2 * modes.samplingFloor());
  }

  @Test
  void channelsThatAreAlwaysAlikeMakeTenModes() {
    RandomStream random = new RandomStream(2, Domain.DATA_ORDER, 0);
    int[] first = new int[1];
    StackedModes modes =
        modes(
            2,
            at -> {
              if (at % 2 == 0) {
                first[0] = random.nextInt(digits.count());
              }
              return first[0];
            });
    assertThat(modes.foundCount()).isEqualTo(10);
    // KL of ten of a hundred modes: ln 10, up to unlike shares of the digits.
    assertThat(modes.divergence()).isCloseTo(Math.log(10), within(0.02));
  }

  @Test
  void bytesThatAreNoImagesAreRefused() {
    try (DigitClassifier classifier =
        DigitClassifier.create(ShippedClassifier.load(), Device.cpu())) {
      assertThatThrownBy(() -> StackedModes.of(classifier, new byte[PIXELS], 2, digits))
          .hasMessage("784 bytes are no images of 2 channels of 784 pixels");
    }
  }

  private StackedModes modes(int channels, IntUnaryOperator choice) {
    byte[] pixels = new byte[STACKS * channels * PIXELS];
    byte[] image = new byte[PIXELS];
    for (int at = 0; at < STACKS * channels; at++) {
      digits.copyImage(choice.applyAsInt(at), image, 0);
      int stack = at / channels;
      for (int pixel = 0; pixel < PIXELS; pixel++) {
        pixels[(stack * PIXELS + pixel) * channels + at % channels] = image[pixel];
      }
    }
    try (DigitClassifier classifier =
        DigitClassifier.create(ShippedClassifier.load(), Device.cpu())) {
      return StackedModes.of(classifier, pixels, channels, digits);
    }
  }
}
