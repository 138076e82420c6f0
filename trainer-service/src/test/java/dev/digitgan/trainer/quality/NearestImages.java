package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.data.DigitSet;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Judges images by the real images nearest to them, Euclidean distance in pixels of [0, 1]. */
final class NearestImages {
  private static final int NEIGHBOURS = 10;

  private final float[][] images;
  private final int[] labels;

  NearestImages(DigitSet digits) {
    images = new float[digits.count()][];
    labels = new int[digits.count()];
    byte[] image = new byte[digits.imageBytes()];
    for (int i = 0; i < images.length; i++) {
      digits.copyImage(i, image, 0);
      images[i] = unit(image, 0, image.length);
      labels[i] = digits.label(i);
    }
  }

  /**
   * @param confidence share of the ten nearest that have the label most of them have
   * @param distance to the nearest
   */
  record Judgement(int label, double confidence, double distance) {}

  Judgement[] judge(byte[] pixels, int imageBytes) {
    Judgement[] judgements = new Judgement[pixels.length / imageBytes];
    IntStream.range(0, judgements.length)
        .parallel()
        .forEach(i -> judgements[i] = judge(unit(pixels, i * imageBytes, imageBytes)));
    return judgements;
  }

  private Judgement judge(float[] image) {
    double[] nearest = new double[NEIGHBOURS];
    int[] nearestLabels = new int[NEIGHBOURS];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (int i = 0; i < images.length; i++) {
      double distance = squaredDistance(image, images[i]);
      int at = NEIGHBOURS;
      while (at > 0 && distance < nearest[at - 1]) {
        at--;
      }
      if (at < NEIGHBOURS) {
        System.arraycopy(nearest, at, nearest, at + 1, NEIGHBOURS - at - 1);
        System.arraycopy(nearestLabels, at, nearestLabels, at + 1, NEIGHBOURS - at - 1);
        nearest[at] = distance;
        nearestLabels[at] = labels[i];
      }
    }
    int[] votes = new int[DigitSet.CLASSES];
    Arrays.stream(nearestLabels).forEach(label -> votes[label]++);
    int most = IntStream.range(0, votes.length).reduce(0, (a, b) -> votes[b] > votes[a] ? b : a);
    return new Judgement(most, (double) votes[most] / NEIGHBOURS, Math.sqrt(nearest[0]));
  }

  private static float squaredDistance(float[] a, float[] b) {
    float sum = 0;
    for (int i = 0; i < a.length; i++) {
      float difference = a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }

  private static float[] unit(byte[] pixels, int at, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (pixels[at + i] & 0xFF) / 255f;
    }
    return values;
  }
}
