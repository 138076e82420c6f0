package dev.digitgan.latent;

import dev.digitgan.random.RandomStream;

/** What latents are drawn from. */
public enum LatentDistribution {
  /** Mean 0, variance 1; see {@link RandomStream#nextNormals}. */
  NORMAL {
    @Override
    void fill(RandomStream stream, float[] into, int at, int size) {
      stream.nextNormals(into, at, size);
    }
  },
  /** On (-1, 1); see {@link RandomStream#nextUniforms}. */
  UNIFORM {
    @Override
    void fill(RandomStream stream, float[] into, int at, int size) {
      stream.nextUniforms(into, at, size);
    }
  };

  abstract void fill(RandomStream stream, float[] into, int at, int size);
}
