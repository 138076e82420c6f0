package dev.digitgan.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
final class EmbeddedDigitsTest {
  private static final int IMAGE_BYTES = 28 * 28;

  /** Measured when the strokes were made: equal on every machine, at any number of threads. */
  @Test
  void drawsTheSameBytesEverywhere() {
    assertThat(EmbeddedDigits.draw(1, Split.TRAIN, 500).digest())
        .isEqualTo("sha256:6b282be6b302c828bd360590b370eda02a544894c7254c2b4dd39b72f095c9ef");
  }

  @Test
  void beginsALargerSetWithTheSmaller() {
    DigitSet small = EmbeddedDigits.draw(3, Split.TEST, 37);
    DigitSet large = EmbeddedDigits.draw(3, Split.TEST, 120);

    assertThat(large.slice(0, 37).digest()).isEqualTo(small.digest());
  }

  @Test
  void drawsOtherDigitsForAnotherSeedOrSplit() {
    assertThat(
            new String[] {
              EmbeddedDigits.draw(1, Split.TRAIN, 10).digest(),
              EmbeddedDigits.draw(2, Split.TRAIN, 10).digest(),
              EmbeddedDigits.draw(1, Split.TEST, 10).digest()
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void holdsEachDigitOnceInTenImages() {
    for (Split split : Split.values()) {
      DigitSet set = EmbeddedDigits.draw(5, split, 100);
      for (int i = 0; i < set.count(); i++) {
        assertThat(set.label(i)).isEqualTo(i % 10);
      }
    }
  }

  /**
   * The nearest of ten mean images names 81% of these digits, as it does of MNIST's (80%): classes
   * that one can tell apart, and hands that differ as much.
   */
  @Test
  void drawsClassesThatCanBeToldApartButNotTooEasily() {
    double[][] means = classMeans(EmbeddedDigits.draw(1, Split.TRAIN, 5_000));
    DigitSet others = EmbeddedDigits.draw(2, Split.TRAIN, 5_000);

    int right = 0;
    byte[] image = new byte[IMAGE_BYTES];
    for (int i = 0; i < others.count(); i++) {
      others.copyImage(i, image, 0);
      if (nearest(means, image) == others.label(i)) {
        right++;
      }
    }
    assertThat((double) right / others.count()).isBetween(0.78, 0.85);
  }

  /** MNIST's train split: mean 33.32, standard deviation of the images' means 11.0. */
  @Test
  void spendsAsMuchInkAsMnist() {
    DigitSet set = EmbeddedDigits.draw(1, Split.TRAIN, 5_000);
    double sum = 0;
    double squares = 0;
    byte[] image = new byte[IMAGE_BYTES];
    for (int i = 0; i < set.count(); i++) {
      set.copyImage(i, image, 0);
      double mean = mean(image);
      sum += mean;
      squares += mean * mean;
    }
    double mean = sum / set.count();
    assertThat(mean).isBetween(32.5, 34.0);
    assertThat(Math.sqrt(squares / set.count() - mean * mean)).isBetween(10.0, 12.0);
  }

  private static double[][] classMeans(DigitSet set) {
    double[][] means = new double[DigitSet.CLASSES][IMAGE_BYTES];
    int perClass = set.count() / DigitSet.CLASSES;
    byte[] image = new byte[IMAGE_BYTES];
    for (int i = 0; i < set.count(); i++) {
      set.copyImage(i, image, 0);
      for (int p = 0; p < IMAGE_BYTES; p++) {
        means[set.label(i)][p] += (double) Byte.toUnsignedInt(image[p]) / perClass;
      }
    }
    return means;
  }

  private static int nearest(double[][] means, byte[] image) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int digit = 0; digit < means.length; digit++) {
      double distance = 0;
      for (int p = 0; p < image.length; p++) {
        double d = means[digit][p] - Byte.toUnsignedInt(image[p]);
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        nearest = digit;
      }
    }
    return nearest;
  }

  private static double mean(byte[] image) {
    long sum = 0;
    for (byte pixel : image) {
      sum += Byte.toUnsignedInt(pixel);
    }
    return (double) sum / image.length;
  }
}
