package dev.digitgan.generator.load;

import dev.digitgan.generator.v1.SampleRequest;
import java.util.List;

/** Consecutive images of one seed. */
public record Stretch(long seed, long first, int count) {

  /** Stretches of {@code count} images: from the first image on, far out, and to the very last. */
  public static List<Stretch> apart(int count) {
    return List.of(
        new Stretch(0, 0, count),
        new Stretch(-7, 0, count),
        new Stretch(Long.MIN_VALUE, (1L << 32) - count / 2, count),
        new Stretch(Long.MAX_VALUE, Long.MAX_VALUE - count, count));
  }

  /** {@code n} of these images, from the {@code at}-th on. */
  public SampleRequest.Builder request(int at, int n) {
    return SampleRequest.newBuilder().setN(n).setSeed(seed).setOffset(first + at);
  }
}
