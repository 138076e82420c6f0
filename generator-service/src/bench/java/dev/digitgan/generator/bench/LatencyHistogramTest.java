package dev.digitgan.generator.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  @Test
  void quantilesAreWithinOnePercentOfTheExactOnes() {
    LatencyHistogram histogram = new LatencyHistogram();
    SplittableRandom random = new SplittableRandom(1);
    long[] nanos = new long[20_000];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = (long) Math.exp(random.nextDouble(0, 30));
      histogram.record(nanos[i]);
    }
    Arrays.sort(nanos);
    for (double share : new double[] {0.001, 0.5, 0.99, 0.999, 1}) {
      long exact = nanos[(int) Math.ceil(share * nanos.length) - 1];
      assertThat(histogram.quantileNanos(share))
          .as("quantile %s", share)
          .isCloseTo((double) exact, Percentage.withPercentage(1));
    }
  }

  @Test
  void everyLatencyHasABucket() {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long nanos : new long[] {-1, 0, 1, 127, 128, 255, 256, Long.MAX_VALUE}) {
      histogram.record(nanos);
    }
    assertThat(histogram.count()).isEqualTo(8);
    assertThat(histogram.quantileNanos(0.01)).isZero();
    assertThat(histogram.quantileNanos(1))
        .isCloseTo((double) Long.MAX_VALUE, Percentage.withPercentage(1));
  }

  @Test
  void smallLatenciesAreExact() {
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(200);
    assertThat(histogram.quantileNanos(0.5)).isCloseTo(200, within(0.5));
  }

  @Test
  void bucketsCarryEverythingToAnotherProcess() {
    LatencyHistogram there = new LatencyHistogram();
    there.record(5_000);
    there.record(7_000_000);
    LatencyHistogram here = new LatencyHistogram();
    here.add(there.buckets());
    here.add(there.buckets());
    assertThat(here.count()).isEqualTo(4);
    assertThat(here.quantileNanos(0.5)).isEqualTo(there.quantileNanos(0.5));
    assertThat(here.quantileNanos(1)).isEqualTo(there.quantileNanos(1));
  }

  @Test
  void nothingHasNoQuantile() {
    assertThatThrownBy(() -> new LatencyHistogram().quantileNanos(0.5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing was recorded");
  }
}
