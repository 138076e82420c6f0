package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.Layer.Mode;

/**
 * D as a function of packs of images: one logit a pack, that of its class in a conditional game.
 *
 * <p>One logit a class from the same features is the projection of Miyato and Koyama,
 * arXiv:1802.05637, equation (3), with a linear φ and the unconditional term folded into the
 * classes.
 *
 * @param player not owned
 * @param classes of the images; 0 = unconditional
 */
record Discriminator(Player player, int packing, int classes) {
  /** The training logits of whole packs of images, of shape (packs, 1), in their manager. */
  NDArray logits(NDArray images, int[] labels, Noise noise) {
    return ofClasses(player.network().train(packs(images, labels), noise.stream()), images, labels);
  }

  /** The {@link #logits} in inference, without dropout. */
  NDArray judge(NDArray images, int[] labels) {
    return ofClasses(
        player.network().forward(packs(images, labels), Mode.INFERENCE), images, labels);
  }

  private NDArray packs(NDArray images, int[] labels) {
    return packing == 1
        ? images
        : images.reshape(
            new Shape(labels.length / packing).addAll(player.network().stack().inputShape()));
  }

  private NDArray ofClasses(NDArray logits, NDArray images, int[] labels) {
    if (classes == 0) {
      return logits;
    }
    return logits.mul(oneHot(images.getManager(), labels, classes)).sum(new int[] {1}, true);
  }

  static NDArray oneHot(NDManager manager, int[] labels, int classes) {
    float[] rows = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i * classes + labels[i]] = 1;
    }
    return EngineMemory.create(manager, rows, new Shape(labels.length, classes));
  }
}
