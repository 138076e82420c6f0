package dev.digitgan.generator.sampling;

/** Images {@code first} to {@code first + count - 1} of the sequence of {@code seed}. */
public record ImageRange(long seed, long first, int count) {
  public ImageRange {
    if (count < 1 || first < 0 || first > Long.MAX_VALUE - count) {
      throw new IllegalArgumentException("no range: %d images from %d".formatted(count, first));
    }
  }
}
