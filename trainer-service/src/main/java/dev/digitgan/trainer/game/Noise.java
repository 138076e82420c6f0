package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.random.RandomStream;

/**
 * The random numbers of one round, a function of the round's name and of the order in which they
 * are asked for. Belongs to the training thread, for the length of the round.
 */
public interface Noise {
  /**
   * Latents of {@code source}'s distribution, of shape (count, {@code source.size()}).
   *
   * @param manager of the players' device; owns them
   */
  NDArray latents(NDManager manager, LatentSource source, int count);

  /**
   * Numbers that are {@code magnitude} or its negative, evenly.
   *
   * @param manager of the players' device; owns them
   */
  NDArray signs(NDManager manager, Shape shape, float magnitude);

  /**
   * Numbers from 0 to below {@code bound}, evenly, of shape (count), int64.
   *
   * @param manager of the players' device; owns them
   */
  NDArray choices(NDManager manager, int count, int bound);

  /** What layers draw from that drop some of what they get. */
  RandomStream stream();
}
