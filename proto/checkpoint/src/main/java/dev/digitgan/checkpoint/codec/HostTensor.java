package dev.digitgan.checkpoint.codec;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;

/** A float32 tensor on the Java heap, row by row; not copied, do not change its values. */
@SuppressWarnings("ArrayRecordComponent") // Megabytes that no code compares.
public record HostTensor(Shape shape, float[] values) {
  public HostTensor {
    checkArgument(
        shape.size() == values.length, "%s numbers for a shape of %s", values.length, shape);
  }

  int sizeBytes() {
    return Math.multiplyExact(values.length, Float.BYTES);
  }
}
