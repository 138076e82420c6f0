package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.Layer.Mode;

/**
 * D as the game asks it: one logit for each pack of images, of the images' class where there are
 * classes. Does not own the player.
 *
 * <p>That D makes one logit a class of the same features is the projection of Miyato and Koyama,
 * arXiv:1802.05637, equation (3), with a linear φ and the unconditional term in the classes' own.
 */
final class Discriminator {
  private final Player player;
  private final int packing;
  private final int classes;

  /**
   * @param classes of the images; 0 = none are told apart
   */
  Discriminator(Player player, int packing, int classes) {
    this.player = player;
    this.packing = packing;
    this.classes = classes;
  }

  Player player() {
    return player;
  }

  /**
   * Judges images.
   *
   * @param images as many as {@code labels}, whole packs of them
   * @param noise what layers draw from that drop some of what they get
   * @return logits of shape (packs, 1), of {@code images}' manager
   */
  NDArray logits(NDArray images, int[] labels, Noise noise) {
    return ofClasses(player.network().train(packs(images, labels), noise.stream()), images, labels);
  }

  /** As {@link #logits}, where nothing is to be learnt: layers that drop keep all. */
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

  /** A row for each label, with a one in the label's column. */
  static NDArray oneHot(NDManager manager, int[] labels, int classes) {
    float[] rows = new float[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      rows[i * classes + labels[i]] = 1;
    }
    return EngineMemory.create(manager, rows, new Shape(labels.length, classes));
  }
}
