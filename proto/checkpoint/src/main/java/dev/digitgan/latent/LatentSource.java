package dev.digitgan.latent;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;

/**
 * Latents of the seed contract, scheme 1: the latent of image {@code index} of {@code seed} is the
 * start of the stream ({@code seed}, {@link Domain#LATENT}, {@code index}) of Philox4x32-10.
 *
 * <p>In full, for any language: block b = 0, 1, ... of the image is Philox4x32-10 of the key (seed
 * low word, seed high word) and the counter (index low word, index high word, b, 0); its four
 * words, in order, are taken in pairs (normal) or singly (uniform) by the formulas of {@link
 * RandomStream}.
 *
 * @param size of one latent vector
 */
public record LatentSource(int size, LatentDistribution distribution) {
  /** Number of this algorithm, as it stands in manifests and fingerprints. */
  public static final int SCHEME = 1;

  private static final int MAX_SIZE = 4096;

  public LatentSource {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("latent size is " + size + ", not from 1 to " + MAX_SIZE);
    }
  }

  /** Writes the latent of image {@code index} of {@code seed} to {@code into[at .. at + size)}. */
  public void fill(long seed, long index, float[] into, int at) {
    fill(new RandomStream(seed, Domain.LATENT, index), into, at);
  }

  /** Writes the next latent of {@code stream} to {@code into[at .. at + size)}. */
  public void fill(RandomStream stream, float[] into, int at) {
    distribution.fill(stream, into, at, size);
  }
}
