package dev.digitgan.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.testing.Cases;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast pairs are those of the definition in every bit. */
final class NormalPairsTest {
  private static final int PAIRS = 5_000_000;

  /** Where cosines, sines and logarithms are nearly 0 or 1, and where tables change cells. */
  private static final int[] EDGES = edges();

  @Test
  void tenMillionNumbersAreThoseOfTheDefinition() {
    RandomStream words = new RandomStream(1, Domain.LATENT, 0);
    float[] pair = new float[2];
    int uncertain = 0;
    for (int i = 0; i < PAIRS; i++) {
      int u = words.nextInt();
      int v = words.nextInt();
      NormalPairs.write(u, v, pair, 0);
      requireDefined(u, v, pair);
      uncertain += isUncertain(u, v, NormalPairs.MARGIN) ? 1 : 0;
    }
    // Both ways were taken: the definition's own for a few, the fast one for nearly all.
    assertThat(uncertain).isBetween(1, 1_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1.0p-40, 0x1.0p-26, 0x1.0p-20, 1, 1e300})
  void aWiderMarginChangesNothing(double margin) {
    RandomStream words = new RandomStream(2, Domain.LATENT, 0);
    float[] pair = new float[2];
    int uncertain = 0;
    for (int i = 0; i < 50_000; i++) {
      int u = words.nextInt();
      int v = words.nextInt();
      NormalPairs.write(u, v, pair, 0, margin);
      requireDefined(u, v, pair);
      uncertain += isUncertain(u, v, margin) ? 1 : 0;
    }
    if (margin > 0x1.0p-21) {
      assertThat(uncertain).isEqualTo(50_000);
    } else if (margin > 0x1.0p-30) {
      assertThat(uncertain).isBetween(10_000, 49_999);
    }
  }

  @Test
  void theEdgesOfTheTablesAreThoseOfTheDefinition() {
    float[] pair = new float[2];
    for (int u : EDGES) {
      for (int v : EDGES) {
        NormalPairs.write(u, v, pair, 0);
        requireDefined(u, v, pair);
      }
    }
  }

  @Test
  void anyPairIsThatOfTheDefinition() {
    float[] pair = new float[2];
    Cases.check(
        draw -> {
          int u = draw.anyInt();
          int v = draw.anyInt();
          NormalPairs.write(u, v, pair, 0);
          requireDefined(u, v, pair);
        });
  }

  /** A value beside the middle between two floats is certain only beyond the error. */
  @Test
  void nothingNearTheMiddleOfTwoFloatsIsCertain() {
    Cases.check(
        draw -> {
          float value = Float.intBitsToFloat((draw.anyInt() & 0x3FFFFFFF) | 0x30000000);
          double middle = ((double) value + Math.nextUp(value)) / 2;
          double error = Math.ulp(middle) * 16;
          assertThat(NormalPairs.isCertain(middle + error / 2, error)).isFalse();
          assertThat(NormalPairs.isCertain(middle - error / 2, error)).isFalse();
          assertThat(NormalPairs.isCertain(middle + 2 * error, error)).isTrue();
          assertThat(NormalPairs.isCertain(middle - 2 * error, error)).isTrue();
        });
  }

  @Test
  void anOddNumberOfValuesEndsWithTheFirstOfAPair() {
    for (int count = 0; count < 12; count++) {
      float[] values = new float[count + 2];
      new RandomStream(4, Domain.LATENT, 9).nextNormals(values, 1, count);

      RandomStream words = new RandomStream(4, Domain.LATENT, 9);
      float[] expected = new float[count + 2];
      for (int i = 0; i < count; i += 2) {
        int u = words.nextInt();
        int v = words.nextInt();
        expected[i + 1] = NormalPairs.first(u, v);
        if (i + 1 < count) {
          expected[i + 2] = NormalPairs.second(u, v);
        }
      }
      assertThat(values).containsExactly(expected);
    }
  }

  /** What the margin rests on, on a sample; all 2^32 words were compared once. */
  @Test
  void theErrorIsAnEighthOfTheMargin() {
    requireSmallErrors(100_003);
    for (int word : EDGES) {
      assertThat(radiusError(word)).isLessThan(0x1.0p-51);
      assertThat(angleError(word)).isLessThanOrEqualTo(0x1.0p-50);
    }
  }

  @Tag("long")
  @Test
  void theErrorIsAnEighthOfTheMarginForOneWordInSixtyOne() {
    requireSmallErrors(61);
  }

  private static void requireSmallErrors(int step) {
    double radius = 0;
    double angle = 0;
    for (long word = 0; word < 1L << 32; word += step) {
      radius = Math.max(radius, radiusError((int) word));
      angle = Math.max(angle, angleError((int) word));
    }
    assertThat(radius).isLessThan(0x1.0p-51);
    assertThat(angle).isLessThanOrEqualTo(0x1.0p-50);
  }

  private static double radiusError(int word) {
    double defined = NormalPairs.radius(word);
    return Math.abs(PolarTables.radius(word) - defined) / defined;
  }

  private static double angleError(int word) {
    double angle = NormalPairs.angle(word);
    return Math.max(
        Math.abs(PolarTables.cosine(word) - StrictMath.cos(angle)),
        Math.abs(PolarTables.sine(word) - StrictMath.sin(angle)));
  }

  private static boolean isUncertain(int u, int v, double margin) {
    double radius = PolarTables.radius(u);
    return !NormalPairs.isCertain(radius * PolarTables.cosine(v), radius * margin)
        || !NormalPairs.isCertain(radius * PolarTables.sine(v), radius * margin);
  }

  private static void requireDefined(int u, int v, float[] pair) {
    int first = Float.floatToRawIntBits(NormalPairs.first(u, v));
    int second = Float.floatToRawIntBits(NormalPairs.second(u, v));
    if (Float.floatToRawIntBits(pair[0]) != first || Float.floatToRawIntBits(pair[1]) != second) {
      throw new AssertionError(String.format(Locale.ROOT, "another pair of %08x and %08x", u, v));
    }
  }

  private static int[] edges() {
    int[] edges = new int[16 * 8 + 32 * 2];
    int count = 0;
    for (int sixteenth = 0; sixteenth < 16; sixteenth++) {
      for (int offset = -4; offset < 4; offset++) {
        edges[count++] = (sixteenth << 28) + offset;
      }
    }
    for (int bit = 0; bit < 32; bit++) {
      edges[count++] = 1 << bit;
      edges[count++] = (1 << bit) - 1;
    }
    return edges;
  }
}
