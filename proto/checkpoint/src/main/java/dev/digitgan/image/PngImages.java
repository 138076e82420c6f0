package dev.digitgan.image;

import static com.google.common.base.Preconditions.checkArgument;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes images as PNG. Pixels lie row by row from the top, a pixel's channels next to each other;
 * one channel is grey, three are RGB.
 */
public final class PngImages {
  private PngImages() {}

  /** One image, which starts at {@code pixels[at]}. */
  public static byte[] png(byte[] pixels, int at, ImageShape shape) {
    BufferedImage image = canvas(shape, 1, 1);
    paint(image, 0, 0, pixels, at, shape);
    return encode(image);
  }

  /**
   * {@code count} images on one sheet of {@code columns} columns, row by row, without gaps; the
   * rest of the last row is black.
   */
  public static byte[] sheet(byte[] pixels, int count, int columns, ImageShape shape) {
    checkArgument(
        count >= 1 && columns >= 1, "%s images in %s columns make no sheet", count, columns);
    BufferedImage image = canvas(shape, columns, (count + columns - 1) / columns);
    for (int i = 0; i < count; i++) {
      int x = i % columns * shape.width();
      int y = i / columns * shape.height();
      paint(image, x, y, pixels, i * shape.bytes(), shape);
    }
    return encode(image);
  }

  /** {@code count} images on one sheet of ceil(sqrt(count)) columns. */
  public static byte[] grid(byte[] pixels, int count, ImageShape shape) {
    return sheet(pixels, count, (int) Math.ceil(Math.sqrt(count)), shape);
  }

  private static BufferedImage canvas(ImageShape shape, int columns, int rows) {
    int type =
        switch (shape.channels()) {
          case 1 -> BufferedImage.TYPE_BYTE_GRAY;
          case 3 -> BufferedImage.TYPE_INT_RGB;
          default ->
              throw new IllegalArgumentException(
                  "PNG shows 1 or 3 channels, not " + shape.channels());
        };
    return new BufferedImage(columns * shape.width(), rows * shape.height(), type);
  }

  private static void paint(
      BufferedImage image, int left, int top, byte[] pixels, int at, ImageShape shape) {
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int band = 0; band < shape.channels(); band++) {
          int value = pixels[at + (y * shape.width() + x) * shape.channels() + band] & 0xFF;
          image.getRaster().setSample(left + x, top + y, band, value);
        }
      }
    }
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // ImageIO.write(…, OutputStream) would use a file in the temporary directory.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException(
            "this Java runtime has no PNG writer (module java.desktop)");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing PNG to memory", e);
    }
    return bytes.toByteArray();
  }
}
