package dev.digitgan.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.digitgan.random.RandomStream.Domain;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RandomStreamTest {
  @Test
  void equalNamesGiveEqualNumbersAndOtherNamesOthers() {
    Set<Long> firsts = new HashSet<>();
    for (long seed = -2; seed < 2; seed++) {
      for (Domain domain : Domain.values()) {
        for (long stream = -2; stream < 2; stream++) {
          long first = new RandomStream(seed, domain, stream).nextLong();
          assertThat(new RandomStream(seed, domain, stream).nextLong()).isEqualTo(first);
          firsts.add(first);
        }
      }
    }
    assertThat(firsts).hasSize(4 * Domain.values().length * 4);
  }

  @Test
  void boundedNumbersAreUniform() {
    RandomStream stream = new RandomStream(1, Domain.DATA_ORDER, 0);
    int[] counts = new int[7];
    for (int i = 0; i < 70_000; i++) {
      counts[stream.nextInt(7)]++;
    }
    // Standard deviation of a count: 93.
    for (int count : counts) {
      assertThat(count).isCloseTo(10_000, within(500));
    }
  }

  @Test
  void normalsHaveTheMomentsOfTheNormalDistribution() {
    float[] values = new float[200_001];
    new RandomStream(3, Domain.LATENT, 5).nextNormals(values, 0, values.length);
    double mean = 0;
    double square = 0;
    double fourth = 0;
    for (float value : values) {
      mean += value / values.length;
      square += Math.pow(value, 2) / values.length;
      fourth += Math.pow(value, 4) / values.length;
    }
    assertThat(mean).isCloseTo(0, within(0.01));
    assertThat(square).isCloseTo(1, within(0.02));
    assertThat(fourth).isCloseTo(3, within(0.15));
  }

  @Test
  void uniformsStayInsideTheirInterval() {
    float[] values = new float[100_000];
    new RandomStream(3, Domain.LATENT, 5).nextUniforms(values, 0, values.length);
    double mean = 0;
    for (float value : values) {
      assertThat(value).isBetween(-1f, 1f);
      mean += value / values.length;
    }
    assertThat(mean).isCloseTo(0, within(0.01));
  }
}
