package dev.digitgan.trainer.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** The images of a data set, in a recipe's range. */
interface ImageTable {
  /**
   * Looks images up.
   *
   * @param manager of the players' device; owns what is returned
   * @param images which, any number of times each
   * @return their pixels, of shape (count, height · width)
   */
  NDArray rows(NDManager manager, int[] images);
}
