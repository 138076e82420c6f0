package dev.digitgan.trainer.game;

/**
 * Real images of one step; the arrays are not copied.
 *
 * @param images one after the other, channel by channel, rows from the top, in the recipe's range
 * @param labels the class of each
 */
@SuppressWarnings("ArrayRecordComponent")
public record RealBatch(float[] images, int[] labels) {}
