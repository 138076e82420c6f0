package dev.digitgan.generator.sampling;

/** Rows {@code at} to {@code at + rows - 1} of one call: what one forward pass draws. */
record Tile(SampleCall call, int at, int rows) {}
