package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;

/** Checks that several layers share. */
final class Require {
  private Require() {}

  static void positive(String name, int value) {
    checkArgument(value > 0, "%s is %s, not positive", name, value);
  }

  static void image(Shape input) {
    checkArgument(input.dimension() == 3, "takes (channels, height, width), gets %s", input);
  }
}
