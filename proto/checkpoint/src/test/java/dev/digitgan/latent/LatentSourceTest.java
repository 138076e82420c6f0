package dev.digitgan.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * The golden values were computed from the description in {@link LatentSource} by a program of
 * another language.
 */
final class LatentSourceTest {
  @Test
  void normalLatentsAreThoseWrittenDown() {
    assertThat(latent(LatentDistribution.NORMAL, 5, 0, 0))
        .containsExactly(0.9911377f, -0.9246626f, -0.61760896f, -0.4820686f, 1.0675901f);
    assertThat(latent(LatentDistribution.NORMAL, 5, -7, 1L << 40))
        .containsExactly(0.7183637f, -0.6705447f, 1.91608f, -0.5961783f, 1.2007147f);
  }

  @Test
  void uniformLatentsAreThoseWrittenDown() {
    assertThat(latent(LatentDistribution.UNIFORM, 5, 0, 0))
        .containsExactly(-0.20190705f, 0.7610404f, 0.47142556f, 0.21096371f, 0.03335832f);
  }

  @Test
  void aSmallerLatentIsThePrefixOfALargerOne() {
    assertThat(latent(LatentDistribution.NORMAL, 100, 9, 3))
        .startsWith(latent(LatentDistribution.NORMAL, 64, 9, 3));
  }

  @Test
  void sizesOutsideTheLimitAreRefused() {
    assertThatThrownBy(() -> new LatentSource(0, LatentDistribution.NORMAL))
        .hasMessage("latent size is 0, not from 1 to 4096");
    assertThatThrownBy(() -> new LatentSource(4097, LatentDistribution.NORMAL))
        .hasMessageContaining("4097");
  }

  private static float[] latent(LatentDistribution distribution, int size, long seed, long index) {
    float[] latent = new float[size + 2];
    new LatentSource(size, distribution).fill(seed, index, latent, 1);
    assertThat(latent[0]).isZero();
    assertThat(latent[size + 1]).isZero();
    return Arrays.copyOfRange(latent, 1, size + 1);
  }
}
