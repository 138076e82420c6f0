package dev.digitgan.trainer.pair;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The images of a data set, in a recipe's range. */
interface ImageTable {
  /**
   * Looks the images of a batch up.
   *
   * @param manager of the players' device; owns what is returned
   * @return their pixels, of shape (images and channels, height · width)
   */
  NDArray batch(NDManager manager, BatchOrder.Choice choice);
}
