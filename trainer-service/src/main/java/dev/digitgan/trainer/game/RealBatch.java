package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;

/**
 * Real images of one step; the labels are not copied.
 *
 * @param images in the recipe's range, of shape (count, channels, height, width), on the players'
 *     device; whoever asked for them owns them
 * @param labels the class of each
 */
@SuppressWarnings("ArrayRecordComponent")
public record RealBatch(NDArray images, int[] labels) {}
