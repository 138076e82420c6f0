package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;

/**
 * The random numbers of one round: a function of its stream and of the order of calls. Belongs to
 * the training thread. All arrays are on the players' device; the given manager owns them.
 */
public interface Noise {
  /** Draws latents of {@code source}'s distribution, of shape (count, {@code source.size()}). */
  NDArray latents(NDManager manager, LatentSource source, int count);

  /** Draws {@code magnitude} or its negative with equal probability. */
  NDArray signs(NDManager manager, Shape shape, float magnitude);

  /** Draws uniform numbers from 0 to below {@code bound}, of shape (count), int64. */
  NDArray choices(NDManager manager, int count, int bound);

  /** The stream that dropout layers draw from. */
  RandomStream stream();
}
