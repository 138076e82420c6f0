package dev.digitgan.latent;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;

/**
 * Latents of the seed contract, scheme 1: the latent of image {@code index} of {@code seed} is the
 * start of the stream ({@code seed}, {@link Domain#LATENT}, {@code index}) of Philox4x32-10.
 *
 * <p>In full, for any language: block b = 0, 1, ... of the image is Philox4x32-10 of the key (seed
 * low word, seed high word) and the counter (index low word, index high word, b, 0). The formulas
 * of {@link RandomStream} take its four words, in order, in pairs (normal) or one by one (uniform).
 */
public record LatentSource(int size, LatentDistribution distribution) {
  /** The number of this algorithm in manifests and fingerprints. */
  public static final int SCHEME = 1;

  private static final int MAX_SIZE = 4096;

  public LatentSource {
    checkArgument(
        size >= 1 && size <= MAX_SIZE, "latent size is %s, not from 1 to %s", size, MAX_SIZE);
  }

  /** Writes the latent of image {@code index} of {@code seed} to {@code into[at .. at + size)}. */
  public void fill(long seed, long index, float[] into, int at) {
    fill(new RandomStream(seed, Domain.LATENT, index), into, at);
  }

  /** Writes the next latent of {@code stream} to {@code into[at .. at + size)}. */
  public void fill(RandomStream stream, float[] into, int at) {
    switch (distribution) {
      case NORMAL -> stream.nextNormals(into, at, size);
      case UNIFORM -> stream.nextUniforms(into, at, size);
    }
  }
}
