package dev.digitgan.latent;

import dev.digitgan.random.RandomStream;

/** The distribution of latents. */
public enum LatentDistribution {
  /** Mean 0, variance 1; see {@link RandomStream#nextNormals}. */
  NORMAL,
  /** Uniform on (-1, 1); see {@link RandomStream#nextUniforms}. */
  UNIFORM
}
