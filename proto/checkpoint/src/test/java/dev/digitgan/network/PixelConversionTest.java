package dev.digitgan.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.testing.Cases;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fast conversion is the written one, {@link ValueRange#pixel}, in every bit. */
final class PixelConversionTest {
  private static final int ULPS = 2_000;
  private static final byte UNTOUCHED = 77;

  static List<ValueRange> ranges() {
    return List.of(
        ValueRange.ZERO_TO_ONE,
        ValueRange.MINUS_ONE_TO_ONE,
        new ValueRange(-3, 5),
        new ValueRange(0.1f, 0.7f),
        new ValueRange(-Float.MAX_VALUE, Float.MAX_VALUE),
        new ValueRange(0, Float.MIN_VALUE));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void agreesAroundEveryBoundaryBetweenTwoPixels(ValueRange range) {
    float[] values = new float[2 * ULPS + 1];
    for (int level = -1; level <= 256; level++) {
      float boundary = (float) (range.min() + (level + 0.5) / range.scale());
      int bits = Float.floatToIntBits(boundary);
      for (int i = 0; i < values.length; i++) {
        values[i] = finite(Float.intBitsToFloat(bits + i - ULPS));
      }
      assertSame(range, values);
    }
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void agreesAtTheEndsOfWhatIsFinite(ValueRange range) {
    assertSame(
        range,
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        range.min(),
        range.max(),
        finite(Math.nextDown(range.min())),
        finite(Math.nextUp(range.max())),
        1e9f,
        -1e9f,
        3e9f,
        -3e9f);
  }

  @Test
  void agreesOnAnyFiniteFloat() {
    Cases.check(
        draw -> {
          float value = Float.intBitsToFloat(draw.anyInt());
          if (Float.isFinite(value)) {
            assertThat(ranges()).allMatch(range -> same(range, value) && sameDouble(range, value));
          }
        });
  }

  @Test
  void agreesOnAnyFiniteDouble() {
    Cases.check(
        draw -> {
          double value = draw.anyDouble();
          if (Double.isFinite(value)) {
            assertThat(ranges()).allMatch(range -> sameDouble(range, value));
          }
        });
  }

  @Test
  void agreesOnAnyRange() {
    Cases.check(
        draw -> {
          float min = draw.floatBetween(-100, 100);
          float extent = draw.floatBetween(0.01f, 100);
          float share = draw.floatBetween(-0.1f, 1.1f);
          ValueRange range = new ValueRange(min, min + extent);
          float value = min + share * extent;
          assertThat(same(range, value)).isTrue();
          assertThat(sameDouble(range, value)).isTrue();
        });
  }

  @Test
  void stopsAtTheFirstNumberThatIsNotFinite() {
    for (float bad :
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, badNaN()}) {
      byte[] pixels = {UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED, UNTOUCHED};
      PixelConversion conversion = new PixelConversion(ValueRange.ZERO_TO_ONE);

      int done =
          conversion.convert(FloatBuffer.wrap(new float[] {5, 0, 1, bad, bad}), 1, 4, pixels, 1);
      assertThat(done).isEqualTo(2);
      assertThat(pixels).containsExactly(UNTOUCHED, 0, 255, UNTOUCHED, UNTOUCHED);

      done = conversion.convert(DoubleBuffer.wrap(new double[] {1, bad}), 0, 2, pixels, 3);
      assertThat(done).isEqualTo(1);
      assertThat(pixels).containsExactly(UNTOUCHED, 0, 255, 255, UNTOUCHED);
    }
  }

  /** A NaN of another sign and payload. */
  private static float badNaN() {
    return Float.intBitsToFloat(0xFF800001);
  }

  static List<ValueRange> rangesOfRecipes() {
    return List.of(ValueRange.ZERO_TO_ONE, ValueRange.MINUS_ONE_TO_ONE);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("rangesOfRecipes")
  void agreesOnEveryFloat(ValueRange range) {
    float[] values = new float[1 << 16];
    for (int high = 0; high < 1 << 16; high++) {
      for (int low = 0; low < values.length; low++) {
        values[low] = finite(Float.intBitsToFloat(high << 16 | low));
      }
      assertSame(range, values);
    }
  }

  private static float finite(float value) {
    return Float.isFinite(value) ? value : 0;
  }

  private static void assertSame(ValueRange range, float... values) {
    byte[] pixels = new byte[values.length];
    int done =
        new PixelConversion(range).convert(FloatBuffer.wrap(values), 0, values.length, pixels, 0);
    assertThat(done).isEqualTo(values.length);
    for (int i = 0; i < values.length; i++) {
      if (pixels[i] != (byte) range.pixel(values[i])) {
        assertThat(pixels[i] & 0xFF)
            .as("%s of %s", Float.toHexString(values[i]), range)
            .isEqualTo(range.pixel(values[i]));
      }
    }
  }

  private static boolean same(ValueRange range, float value) {
    byte[] pixel = new byte[1];
    new PixelConversion(range).convert(FloatBuffer.wrap(new float[] {value}), 0, 1, pixel, 0);
    return pixel[0] == (byte) range.pixel(value);
  }

  private static boolean sameDouble(ValueRange range, double value) {
    byte[] pixel = new byte[1];
    new PixelConversion(range).convert(DoubleBuffer.wrap(new double[] {value}), 0, 1, pixel, 0);
    return pixel[0] == (byte) range.pixel(value);
  }
}
