package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import dev.digitgan.trainer.optim.UpdateRule.HostUpdate;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An optimiser of weights in host memory: one fused loop on Java arrays, which the compiler
 * vectorises, where the engine makes several passes and as many temporary arrays.
 */
final class FusedOptimizer implements HostOptimizer {
  private final UpdateRule rule;
  private final List<NDArray> weights;
  private final List<String> names;
  private final float[][][] slots;
  private long updates;

  /** Copies of the weight that is being updated and of its gradient, from position 0. */
  private final float[] weight;

  private final float[] gradient;

  FusedOptimizer(OptimizerSettings settings, List<NDArray> weights) {
    rule = UpdateRule.of(settings);
    this.weights = List.copyOf(weights);
    names = settings.slots();
    slots =
        weights.stream()
            .map(array -> new float[names.size()][Math.toIntExact(array.size())])
            .toArray(float[][][]::new);
    weight = new float[Arrays.stream(slots).mapToInt(slot -> slot[0].length).max().orElse(0)];
    gradient = new float[weight.length];
  }

  /** One weight's memory and that of its gradient, which {@code held} keeps. */
  private record Parameter(FloatBuffer weight, FloatBuffer gradient, NDArray held, Shape shape)
      implements AutoCloseable {
    static Parameter of(NDArray weight) {
      NDArray gradient = weight.getGradient();
      return new Parameter(memory(weight), memory(gradient), gradient, weight.getShape());
    }

    private static FloatBuffer memory(NDArray array) {
      return JniUtils.getByteBuffer((PtNDArray) array, true)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    @Override
    public void close() {
      held.close();
    }
  }

  @Override
  public Runnable update(double multiple) {
    updates++;
    HostUpdate change = rule.onHost(multiple, updates);
    List<Parameter> parameters = weights.stream().map(Parameter::of).toList();
    return () -> update(parameters, change);
  }

  private void update(List<Parameter> parameters, HostUpdate change) {
    for (int i = 0; i < slots.length; i++) {
      try (Parameter parameter = parameters.get(i)) {
        int size = slots[i][0].length;
        parameter.weight().get(0, weight, 0, size);
        parameter.gradient().get(0, gradient, 0, size);
        change.apply(weight, gradient, slots[i], parameter.shape());
        parameter.weight().put(0, weight, 0, size);
      }
    }
  }

  @Override
  public long updates() {
    return updates;
  }

  @Override
  public OptimizerState state() {
    Map<String, List<float[]>> copies = new HashMap<>();
    for (int s = 0; s < names.size(); s++) {
      int slot = s;
      copies.put(names.get(s), Arrays.stream(slots).map(of -> of[slot].clone()).toList());
    }
    return new OptimizerState(updates, copies);
  }

  @Override
  public void restore(OptimizerState state) {
    updates = state.updates();
    for (int s = 0; s < names.size(); s++) {
      List<float[]> from = state.slot(names.get(s));
      for (int i = 0; i < slots.length; i++) {
        System.arraycopy(from.get(i), 0, slots[i][s], 0, slots[i][s].length);
      }
    }
  }

  @Override
  public void close() {}
}
