package dev.digitgan.trainer.data.strokes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DigitPainterTest {
  private static final int SIDE = DigitPainter.SIDE;
  private static final int IMAGES = 2_000;
  private static final int FAINT = 8;

  @Test
  void writesOnlyItsOwnBytes() {
    byte[] into = new byte[SIDE * SIDE + 2];
    into[0] = 77;
    into[SIDE * SIDE + 1] = 78;

    new DigitPainter(1).paint(4, into, 1);

    assertThat(into[0]).isEqualTo((byte) 77);
    assertThat(into[SIDE * SIDE + 1]).isEqualTo((byte) 78);
  }

  /** MNIST's frame: the ink in a box of 20, within 28, the centre of mass in the middle. */
  @Test
  void fitsMnistsFrame() {
    DigitPainter painter = new DigitPainter(9);
    byte[] image = new byte[SIDE * SIDE];
    int centred = 0;
    for (int index = 0; index < IMAGES; index++) {
      painter.paint(index, image, 0);
      Frame frame = Frame.of(image);
      assertThat(Math.max(frame.width(), frame.height())).as("image %d", index).isBetween(17, 22);
      assertThat(frame.darkest()).as("image %d", index).isGreaterThan(180);
      if (Math.abs(frame.centreX() - SIDE / 2.0) < 1
          && Math.abs(frame.centreY() - SIDE / 2.0) < 1) {
        centred++;
      }
    }
    // Ink that crosses itself counts once, so a few digits lie a little off.
    assertThat((double) centred / IMAGES).isGreaterThan(0.95);
  }

  @Test
  void leavesTheSheetsRimBlank() {
    DigitPainter painter = new DigitPainter(10);
    byte[] image = new byte[SIDE * SIDE];
    for (int index = 0; index < IMAGES; index++) {
      painter.paint(index, image, 0);
      for (int i = 0; i < SIDE; i++) {
        assertThat(Byte.toUnsignedInt(image[i])).isLessThan(128);
        assertThat(Byte.toUnsignedInt(image[(SIDE - 1) * SIDE + i])).isLessThan(128);
        assertThat(Byte.toUnsignedInt(image[i * SIDE])).isLessThan(128);
        assertThat(Byte.toUnsignedInt(image[i * SIDE + SIDE - 1])).isLessThan(128);
      }
    }
  }

  private record Frame(int width, int height, int darkest, double centreX, double centreY) {
    static Frame of(byte[] image) {
      int left = SIDE;
      int right = -1;
      int top = SIDE;
      int bottom = -1;
      int darkest = 0;
      double mass = 0;
      double massX = 0;
      double massY = 0;
      for (int i = 0; i < image.length; i++) {
        int value = Byte.toUnsignedInt(image[i]);
        int x = i % SIDE;
        int y = i / SIDE;
        darkest = Math.max(darkest, value);
        mass += value;
        massX += value * (x + 0.5);
        massY += value * (y + 0.5);
        if (value >= FAINT) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
      return new Frame(right - left + 1, bottom - top + 1, darkest, massX / mass, massY / mass);
    }
  }
}
