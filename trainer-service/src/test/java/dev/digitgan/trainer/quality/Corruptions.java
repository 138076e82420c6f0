package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.classifier.GreyImages;

/** What can be wrong with samples, done to real images; each gives as many as it takes. */
public final class Corruptions {
  private Corruptions() {}

  /** One of ten images is the mean of two. */
  public static GreyImages averagedTenth(GreyImages images) {
    byte[] pixels = pixels(images);
    int bytes = images.imageBytes();
    for (int i = 0; i + 1 < images.count(); i += 10) {
      for (int p = 0; p < bytes; p++) {
        pixels[i * bytes + p] = (byte) ((images.pixel(i, p) + images.pixel(i + 1, p)) / 2);
      }
    }
    return GreyImages.owning(pixels, bytes);
  }

  /** The first few, over and over. */
  public static GreyImages repeated(GreyImages images, int few) {
    int[] chosen = new int[images.count()];
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = i % few;
    }
    return images.select(chosen);
  }

  /** Others in the place of those of {@code digit}. */
  public static GreyImages without(GreyImages images, int digit, int[] digits) {
    int[] chosen = new int[images.count()];
    int next = 0;
    for (int i = 0; i < chosen.length; i++) {
      while (digits[next % digits.length] == digit) {
        next++;
      }
      chosen[i] = next++ % digits.length;
    }
    return images.select(chosen);
  }

  /** Each pixel the mean of 3 x 3; outside is background. */
  public static GreyImages blurred(GreyImages images, int side) {
    byte[] pixels = new byte[images.count() * images.imageBytes()];
    for (int i = 0; i < images.count(); i++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int sum = 0;
          for (int near = 0; near < 9; near++) {
            int fromY = y + near / 3 - 1;
            int fromX = x + near % 3 - 1;
            if (fromY >= 0 && fromY < side && fromX >= 0 && fromX < side) {
              sum += images.pixel(i, fromY * side + fromX);
            }
          }
          pixels[i * images.imageBytes() + y * side + x] = (byte) (sum / 9);
        }
      }
    }
    return GreyImages.owning(pixels, images.imageBytes());
  }

  private static byte[] pixels(GreyImages images) {
    byte[] pixels = new byte[images.count() * images.imageBytes()];
    for (int i = 0; i < images.count(); i++) {
      images.copyImage(i, pixels, i * images.imageBytes());
    }
    return pixels;
  }
}
