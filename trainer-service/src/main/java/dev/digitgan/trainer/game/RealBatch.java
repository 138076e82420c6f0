package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;

/**
 * The real images of one step.
 *
 * @param images in the recipe's range, of shape (count, channels, height, width), on the players'
 *     device; the caller who asked for the batch owns them
 * @param labels the class of each; not copied
 */
@SuppressWarnings("ArrayRecordComponent")
public record RealBatch(NDArray images, int[] labels) {}
