package dev.digitgan.network;

import ai.djl.ndarray.types.Shape;

/** Checks of what layers take, and how they write numbers down. */
final class Require {
  private Require() {}

  static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + ", not positive");
    }
  }

  static void shape(Shape actual, Shape expected) {
    if (!actual.equals(expected)) {
      throw new IllegalArgumentException("takes " + expected + ", gets " + actual);
    }
  }

  static void image(Shape input) {
    if (input.dimension() != 3) {
      throw new IllegalArgumentException("takes (channels, height, width), gets " + input);
    }
  }
}
