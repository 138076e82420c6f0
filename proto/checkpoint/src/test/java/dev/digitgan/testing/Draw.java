package dev.digitgan.testing;

import dev.digitgan.text.VisibleText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The random values of one case. One number in four is an edge: an end of its range, the number
 * next to an end, 0, 1 or -1. Of the other whole numbers, half have a random number of bits, so
 * that small ones are common in wide ranges. Ranges include both ends.
 */
public final class Draw {
  private static final int EDGE_ODDS = 4;
  private static final int SHOWN_LENGTH = 1_000;
  private static final double[] EDGES_OF_DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  /** Characters that programs tend to treat in a way of their own, some outside the first plane. */
  private static final int[] EDGES_OF_STRINGS =
      ("\0\t\n\r \"'\\/%.:*<&\u007f\u0085\u00e9\u0130\u0131\u0663\u200f\u2028\ufeff\uffff"
              + "\ud83d\ude00\udbff\udfff")
          .codePoints()
          .toArray();

  private final SplittableRandom random;
  private final List<Object> drawn = new ArrayList<>();

  Draw(SplittableRandom random) {
    this.random = random;
  }

  /**
   * One of several ways to draw a value, taken {@code weight} times as often as one of weight 1.
   */
  public record Weighted<T>(int weight, Supplier<? extends T> value) {
    public Weighted {
      if (weight < 1) {
        throw new IllegalArgumentException("weight is " + weight);
      }
    }
  }

  public static <T> Weighted<T> weight(int weight, Supplier<? extends T> value) {
    return new Weighted<>(weight, value);
  }

  public int anyInt() {
    return intBetween(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public long anyLong() {
    return longBetween(Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Any number, NaN or an infinity: half between -2048 and 2048, half of any exponent. */
  public double anyDouble() {
    if (random.nextInt(EDGE_ODDS) == 0) {
      return noted(EDGES_OF_DOUBLES[random.nextInt(EDGES_OF_DOUBLES.length)]);
    }
    return noted(
        random.nextBoolean()
            ? Math.scalb(2 * random.nextDouble() - 1, random.nextInt(12))
            : Double.longBitsToDouble(random.nextLong()));
  }

  public int intBetween(int min, int max) {
    return noted((int) number(min, max));
  }

  public long longBetween(long min, long max) {
    return noted(number(min, max));
  }

  public double doubleBetween(double min, double max) {
    return noted(real(min, max, Math.nextUp(min), Math.nextDown(max)));
  }

  public float floatBetween(float min, float max) {
    return noted((float) real(min, max, Math.nextUp(min), Math.nextDown(max)));
  }

  @SafeVarargs
  public final <T> T pick(T... values) {
    return noted(values[random.nextInt(values.length)]);
  }

  /** Each as likely. */
  public <T> T pick(List<T> values) {
    return noted(values.get(random.nextInt(values.size())));
  }

  @SafeVarargs
  public final <T> T weighted(Weighted<T>... ways) {
    int total = 0;
    for (Weighted<T> way : ways) {
      total += way.weight();
    }
    int at = random.nextInt(total);
    for (Weighted<T> way : ways) {
      at -= way.weight();
      if (at < 0) {
        return way.value().get();
      }
    }
    throw new AssertionError("unreachable");
  }

  public byte[] bytes(int minLength, int maxLength) {
    byte[] bytes = new byte[(int) number(minLength, maxLength)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) number(Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return noted(bytes);
  }

  /** Up to {@code maxLength} code points of {@code alphabet}. */
  public String string(String alphabet, int maxLength) {
    int[] letters = alphabet.codePoints().toArray();
    return string(maxLength, () -> letters[random.nextInt(letters.length)]);
  }

  /** Up to {@code maxLength} code points of any kind, without halves of surrogate pairs. */
  public String anyString(int maxLength) {
    return string(maxLength, this::codePoint);
  }

  /** What was drawn so far, in order, on one line and cut where it is long. */
  @Override
  public String toString() {
    String all = drawn.stream().map(Draw::text).collect(Collectors.joining(", "));
    return all.length() <= SHOWN_LENGTH ? all : all.substring(0, SHOWN_LENGTH) + "...";
  }

  private static String text(Object value) {
    if (value instanceof byte[] bytes) {
      return "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, SHOWN_LENGTH));
    }
    return value instanceof String text
        ? '"' + VisibleText.oneLine(text) + '"'
        : VisibleText.oneLine(String.valueOf(value));
  }

  private <T> T noted(T value) {
    drawn.add(value);
    return value;
  }

  private long number(long min, long max) {
    requireRange(min <= max, min, max);
    if (random.nextInt(EDGE_ODDS) == 0) {
      long[] edges =
          LongStream.of(min, max, min + 1, max - 1, 0, 1, -1)
              .filter(edge -> min <= edge && edge <= max)
              .toArray();
      return edges[random.nextInt(edges.length)];
    }
    if (random.nextBoolean()) {
      long nearestToZero = Math.max(min, Math.min(max, 0));
      int unusedBits = Math.min(Long.numberOfLeadingZeros(max - min), Long.SIZE - 1);
      long near = nearestToZero + (random.nextLong() >> random.nextInt(unusedBits, Long.SIZE));
      if (min <= near && near <= max) {
        return near;
      }
    }
    long count = max - min + 1;
    if (count > 0) {
      return min + random.nextLong(count);
    }
    // More than half of all numbers.
    long number = random.nextLong();
    while (number < min || number > max) {
      number = random.nextLong();
    }
    return number;
  }

  private double real(double min, double max, double afterMin, double beforeMax) {
    requireRange(min <= max, min, max);
    if (random.nextInt(EDGE_ODDS) == 0) {
      double[] edges =
          DoubleStream.of(min, max, afterMin, beforeMax, 0, 1, -1)
              .filter(edge -> min <= edge && edge <= max)
              .toArray();
      return edges[random.nextInt(edges.length)];
    }
    double share = random.nextDouble();
    return Math.max(min, Math.min(max, min * (1 - share) + max * share));
  }

  private static void requireRange(boolean holds, Number min, Number max) {
    if (!holds) {
      throw new IllegalArgumentException("nothing lies between " + min + " and " + max);
    }
  }

  private String string(int maxLength, IntSupplier letters) {
    int length = (int) number(0, maxLength);
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(letters.getAsInt());
    }
    return noted(text.toString());
  }

  private int codePoint() {
    return switch (random.nextInt(EDGE_ODDS)) {
      case 0 -> EDGES_OF_STRINGS[random.nextInt(EDGES_OF_STRINGS.length)];
      case 1 -> random.nextInt(' ', 0x7F);
      case 2 -> random.nextInt(Character.MIN_SURROGATE);
      default -> random.nextInt(Character.MAX_SURROGATE + 1, Character.MAX_CODE_POINT + 1);
    };
  }
}
