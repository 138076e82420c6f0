package dev.digitgan.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ValueRangeTest {
  static List<ValueRange> ranges() {
    return List.of(ValueRange.ZERO_TO_ONE, ValueRange.MINUS_ONE_TO_ONE, new ValueRange(-3, 5));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void everyPixelComesBack(ValueRange range) {
    for (int level = 0; level <= 255; level++) {
      assertThat(range.pixel(range.value(level))).isEqualTo(level);
    }
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void whatIsOutsideGoesToTheNearerEnd(ValueRange range) {
    assertThat(range.pixel(range.min() - 1)).isZero();
    assertThat(range.pixel(range.max() + 1)).isEqualTo(255);
  }
}
