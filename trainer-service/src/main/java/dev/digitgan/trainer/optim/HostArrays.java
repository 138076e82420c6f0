package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** What optimisers over weights in host memory have in common. */
final class HostArrays {
  private HostArrays() {}

  /** Zeros, an array for each weight. */
  static float[][] zeros(List<NDArray> weights) {
    return weights.stream()
        .map(weight -> new float[Math.toIntExact(weight.size())])
        .toArray(float[][]::new);
  }

  static int longest(float[][] arrays) {
    return Arrays.stream(arrays).mapToInt(array -> array.length).max().orElse(0);
  }

  static List<float[]> copies(float[][] arrays) {
    return Arrays.stream(arrays).map(float[]::clone).toList();
  }

  static void copy(List<float[]> from, float[][] to) {
    for (int i = 0; i < to.length; i++) {
      System.arraycopy(from.get(i), 0, to[i], 0, to[i].length);
    }
  }

  /**
   * One weight's memory and that of its gradient, not copies. Closed once they were read, by any
   * thread.
   *
   * @param held keeps the gradient's memory
   * @param rows of the weight: elements along its first axis
   */
  record Parameter(FloatBuffer weight, FloatBuffer gradient, NDArray held, boolean matrix, int rows)
      implements AutoCloseable {
    @Override
    public void close() {
      held.close();
    }
  }

  /** Of all weights; to be called in the training thread. */
  static List<Parameter> parameters(List<NDArray> weights) {
    return weights.stream().map(HostArrays::parameter).toList();
  }

  private static Parameter parameter(NDArray weight) {
    Shape shape = weight.getShape();
    NDArray gradient = weight.getGradient();
    return new Parameter(
        memory(weight),
        memory(gradient),
        gradient,
        shape.dimension() > 1,
        Math.toIntExact(shape.get(0)));
  }

  private static FloatBuffer memory(NDArray array) {
    return JniUtils.getByteBuffer((PtNDArray) array, true)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
