package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/**
 * Arrays whose memory is freed when they are closed.
 *
 * <p>On a CPU, {@link NDManager#create(float[], Shape)} uses a direct buffer of the JVM that stays
 * until the garbage collector finds it: the weights of successive models would pile up outside the
 * heap. Here the engine allocates the memory, and the numbers are copied into it once.
 */
public final class EngineMemory {
  private EngineMemory() {}

  /** An array of float32, owned by {@code manager}. */
  public static NDArray create(NDManager manager, float[] values, Shape shape) {
    return create(manager, FloatBuffer.wrap(values), shape);
  }

  /** An array of the numbers from the buffer's position to its limit, owned by {@code manager}. */
  public static NDArray create(NDManager manager, FloatBuffer values, Shape shape) {
    return create(manager, values, shape, Precision.FLOAT32);
  }

  static NDArray create(NDManager manager, FloatBuffer values, Shape shape, Precision precision) {
    checkArgument(
        values.remaining() == shape.size(), "%s numbers do not fit %s", values.remaining(), shape);
    if (manager.getDevice().isGpu()) {
      NDArray array = manager.create(values.duplicate(), shape, DataType.FLOAT32);
      return precision == Precision.FLOAT32 ? array : converted(array, precision);
    }
    NDArray array = manager.create(shape, precision.dataType());
    ByteBuffer memory = array.toByteBuffer(true).order(ByteOrder.nativeOrder());
    if (precision == Precision.FLOAT32) {
      memory.asFloatBuffer().put(values.duplicate());
    } else {
      DoubleBuffer numbers = memory.asDoubleBuffer();
      for (int i = values.position(); i < values.limit(); i++) {
        numbers.put(values.get(i));
      }
    }
    return array;
  }

  private static NDArray converted(NDArray array, Precision precision) {
    try (array) {
      return array.toType(precision.dataType(), true);
    }
  }
}
