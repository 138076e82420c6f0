package dev.digitgan.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class PngImagesTest {
  private static final ImageShape SHAPE = new ImageShape(1, 2, 3);

  @Test
  void aGridKeepsEveryPixelInItsPlace() throws IOException {
    byte[] pixels = new byte[5 * SHAPE.bytes()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 8 + 3);
    }

    BufferedImage grid = read(PngImages.grid(pixels, 5, SHAPE));

    assertThat(grid.getWidth()).isEqualTo(9);
    assertThat(grid.getHeight()).isEqualTo(4);
    for (int i = 0; i < 6; i++) {
      for (int y = 0; y < 2; y++) {
        for (int x = 0; x < 3; x++) {
          int expected = i < 5 ? pixels[i * 6 + y * 3 + x] & 0xFF : 0;
          assertThat(grid.getRaster().getSample(i % 3 * 3 + x, i / 3 * 2 + y, 0))
              .isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void threeChannelsAreColours() throws IOException {
    BufferedImage image =
        read(
            PngImages.png(new byte[] {0, (byte) 255, 10, 20, 1, 2, 3}, 1, new ImageShape(3, 1, 2)));
    assertThat(image.getRGB(0, 0)).isEqualTo(0xFF_FF_0A_14);
    assertThat(image.getRGB(1, 0)).isEqualTo(0xFF_01_02_03);
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
