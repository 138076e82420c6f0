package dev.digitgan.trainer.quality.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.DataRequest;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import dev.digitgan.trainer.data.DataSources;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the figures in pixels are of real MNIST, found by others too. On all images: about a minute
 * and a half on two cores.
 */
@Tag("long")
final class MnistFiguresTest {
  private static final int THREADS = 2;

  private String location = "";

  @BeforeEach
  void findMnist() {
    String named = System.getenv("DIGITGAN_DATA");
    assumeTrue(named != null && !named.isBlank(), "DIGITGAN_DATA names no directory of MNIST");
    location = String.valueOf(named);
  }

  @Test
  void testImagesAreAsFarFromTrainingAsWasMeasured() throws Exception {
    Rows test = load(Split.TEST, 0, 10_000);
    Rows train = load(Split.TRAIN, 0, 50_000);

    Copies nearest = Copies.of(test, train, THREADS);

    System.out.printf(
        Locale.ROOT,
        "%s %s %s%n",
        nearest.quantile(0.5),
        nearest.quantile(0.05),
        nearest.quantile(0.01));
    assertThat(nearest.quantile(0.5)).isCloseTo(4.34, within(0.01));
    assertThat(nearest.quantile(0.05)).isCloseTo(1.69, within(0.01));
    assertThat(nearest.quantile(0.01)).isCloseTo(1.28, within(0.01));
  }

  @Test
  void realSamplesAreAsLikelyAsWasMeasured() throws Exception {
    Rows samples = load(Split.TRAIN, 0, 10_000);
    Rows validation = load(Split.TRAIN, 50_000, 51_000);
    Rows test = load(Split.TEST, 0, 10_000);

    ParzenWindow window = ParzenWindow.of(samples, validation, test, THREADS);

    System.out.println(window);
    assertThat(window.mean()).isCloseTo(243.6, within(3.0));
    assertThat(window.standardError()).isCloseTo(2.1, within(0.1));
  }

  private Rows load(Split split, int from, int to) throws DataException {
    DataRequest request = DataRequest.of(location, () -> Path.of("unused"), Fallback.NONE);
    DigitSet digits = DataSources.standard().load(request, split);
    float[] pixels = new float[(to - from) * digits.imageBytes()];
    byte[] image = new byte[digits.imageBytes()];
    for (int i = from; i < to; i++) {
      digits.copyImage(i, image, 0);
      for (int j = 0; j < image.length; j++) {
        pixels[(i - from) * image.length + j] = (image[j] & 0xFF) / 255f;
      }
    }
    return Rows.owning(pixels, digits.imageBytes());
  }
}
