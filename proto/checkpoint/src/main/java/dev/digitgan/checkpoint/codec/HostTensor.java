package dev.digitgan.checkpoint.codec;

import ai.djl.ndarray.types.Shape;

/**
 * A float32 tensor on the Java heap.
 *
 * @param values row by row; not copied, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Megabytes, compared by nobody.
public record HostTensor(Shape shape, float[] values) {
  public HostTensor {
    if (shape.size() != values.length) {
      throw new IllegalArgumentException(values.length + " numbers for a shape of " + shape);
    }
  }

  int sizeBytes() {
    return Math.multiplyExact(values.length, Float.BYTES);
  }
}
