package dev.digitgan.testing;

import static dev.digitgan.testing.Draw.weight;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class DrawTest {
  private static final int TRIES = 4_000;

  @Test
  void wholeNumbersReachEveryEdgeOfTheirRange() {
    assertThat(drawn(draw -> draw.intBetween(-40_000, 90_000)))
        .contains(-40_000, -39_999, -1, 0, 1, 89_999, 90_000)
        .allMatch(n -> -40_000 <= n && n <= 90_000);
    assertThat(drawn(draw -> draw.longBetween(Long.MAX_VALUE - 1_000, Long.MAX_VALUE)))
        .contains(Long.MAX_VALUE - 1_000, Long.MAX_VALUE - 999, Long.MAX_VALUE)
        .allMatch(n -> n >= Long.MAX_VALUE - 1_000);
    assertThat(drawn(Draw::anyInt))
        .contains(Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE);
    assertThat(drawn(Draw::anyLong))
        .contains(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE);
  }

  @Test
  void everyNumberOfASmallRangeIsDrawn() {
    assertThat(new HashSet<>(drawn(draw -> draw.intBetween(-3, 3))))
        .containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2, 3);
    assertThat(drawn(draw -> draw.intBetween(5, 5))).containsOnly(5);
    assertThat(drawn(draw -> draw.longBetween(Long.MIN_VALUE, Long.MIN_VALUE)))
        .containsOnly(Long.MIN_VALUE);
  }

  @Test
  void wideRangesHaveSmallNumbersAndLargeOnes() {
    List<Integer> depths = drawn(draw -> draw.intBetween(1, 100_000));

    assertThat(depths).filteredOn(n -> 2 < n && n <= 100).hasSizeBetween(100, 600);
    assertThat(depths).filteredOn(n -> n > 50_000).hasSizeGreaterThan(1_000);
    assertThat(drawn(Draw::anyLong))
        .anyMatch(n -> 1 < n && n < 1_000)
        .anyMatch(n -> -1_000 < n && n < -1)
        .anyMatch(n -> n > Long.MAX_VALUE / 2)
        .anyMatch(n -> n < Long.MIN_VALUE / 2);
  }

  @Test
  void realNumbersReachEveryEdgeOfTheirRange() {
    assertThat(drawn(draw -> draw.doubleBetween(-2.5, 4)))
        .contains(-2.5, Math.nextUp(-2.5), -1.0, 0.0, 1.0, Math.nextDown(4.0), 4.0)
        .allMatch(x -> -2.5 <= x && x <= 4);
    assertThat(drawn(draw -> draw.floatBetween(0.1f, 0.7f)))
        .contains(0.1f, Math.nextUp(0.1f), Math.nextDown(0.7f), 0.7f)
        .allMatch(x -> 0.1f <= x && x <= 0.7f);
    assertThat(drawn(draw -> draw.doubleBetween(-Double.MAX_VALUE, Double.MAX_VALUE)))
        .allMatch(Double::isFinite)
        .anyMatch(x -> x > Double.MAX_VALUE / 2 && x < Double.MAX_VALUE / 1.5)
        .anyMatch(x -> x < 0 && x > -Double.MAX_VALUE / 2);
  }

  @Test
  void realNumbersFillTheirRange() {
    List<Double> shares = drawn(draw -> draw.doubleBetween(0, 1));

    for (int tenth = 0; tenth < 10; tenth++) {
      double from = tenth / 10.0;
      assertThat(shares).filteredOn(x -> from < x && x < from + 0.1).hasSizeGreaterThan(200);
    }
  }

  @Test
  void anyDoubleIsEveryKindOfDouble() {
    assertThat(drawn(Draw::anyDouble))
        .contains(
            0.0,
            -0.0,
            1.0,
            -1.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Double.MAX_VALUE,
            -Double.MAX_VALUE)
        .anyMatch(x -> 0.1 < x && x < 0.9)
        .anyMatch(x -> 1e100 < x && x < 1e300)
        .anyMatch(x -> -1e-100 < x && x < -1e-300);
  }

  @Test
  void picksAndWaysAreTakenAsOftenAsTheirWeightSays() {
    List<String> picked = drawn(draw -> draw.pick("a", "b", "c", "d"));
    List<String> weighted =
        drawn(
            draw ->
                draw.weighted(
                    weight(6, () -> "six"), weight(3, () -> "three"), weight(1, () -> "one")));

    assertThat(picked).containsOnly("a", "b", "c", "d");
    assertThat(picked).filteredOn("b"::equals).hasSizeBetween(850, 1_150);
    assertThat(weighted).filteredOn("six"::equals).hasSizeBetween(2_200, 2_600);
    assertThat(weighted).filteredOn("three"::equals).hasSizeBetween(1_050, 1_350);
    assertThat(weighted).filteredOn("one"::equals).hasSizeBetween(320, 480);
  }

  @Test
  void bytesAreOfAnyLengthAndValue() {
    List<byte[]> all = drawn(draw -> draw.bytes(1, 9));
    Set<Integer> lengths = new HashSet<>();
    Set<Byte> values = new HashSet<>();
    for (byte[] bytes : all) {
      lengths.add(bytes.length);
      for (byte value : bytes) {
        values.add(value);
      }
    }

    assertThat(lengths).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(values).hasSize(256);
  }

  @Test
  void stringsAreOfAnyLengthAndOfTheirAlphabet() {
    List<String> all = drawn(draw -> draw.string("x\u00e9\ud83d\ude00", 5));

    assertThat(all)
        .contains("", "x", "\ud83d\ude00")
        .allMatch(s -> s.matches("[x\u00e9\ud83d\ude00]*"));
    assertThat(all.stream().map(s -> s.codePointCount(0, s.length())))
        .contains(0, 1, 2, 3, 4, 5)
        .allMatch(n -> n <= 5);
  }

  @Test
  void anyStringHasEveryKindOfCharacterAndIsWellFormed() {
    List<String> all = drawn(draw -> draw.anyString(200));
    String letters = String.join("", all);

    assertThat(all).allMatch(s -> s.equals(new String(s.getBytes(UTF_8), UTF_8)));
    assertThat(all).anyMatch(String::isEmpty).anyMatch(s -> s.codePoints().count() == 200);
    assertThat(letters).contains("\0", "\n", "a", "Z", "\u0131", "\u0663", "\udbff\udfff");
    assertThat(letters.codePoints()).anyMatch(c -> 0x20000 < c && c < 0x30000);
  }

  @Test
  void showsWhatItDrewInVisibleLettersAndNotTooLong() {
    new Cases(5, 1)
        .run(
            draw -> {
              draw.longBetween(-12, -12);
              draw.doubleBetween(0.5, 0.5);
              draw.pick("\u202ea\"");
              draw.bytes(0, 0);
              draw.pick(List.of(new byte[] {1, -1}));
              assertThat(draw).hasToString("-12, 0.5, \"\\u202Ea\"\", 0x, 0x01ff");

              draw.pick("z".repeat(5_000));
              assertThat(draw.toString()).hasSize(1_003).endsWith("zz...");
            });
  }

  @Test
  void refusesEmptyRanges() {
    new Cases(6, 1)
        .run(
            draw -> {
              assertThatIllegalArgumentException()
                  .isThrownBy(() -> draw.intBetween(2, 1))
                  .withMessage("nothing lies between 2 and 1");
              assertThatIllegalArgumentException()
                  .isThrownBy(() -> draw.doubleBetween(0, Double.NaN));
            });
    assertThatIllegalArgumentException().isThrownBy(() -> weight(0, () -> "never"));
  }

  /** One value of each of many cases, the same in each run of the test. */
  private static <T> List<T> drawn(Function<Draw, T> value) {
    List<T> drawn = new ArrayList<>();
    new Cases(11, TRIES).run(draw -> drawn.add(value.apply(draw)));
    return drawn;
  }
}
