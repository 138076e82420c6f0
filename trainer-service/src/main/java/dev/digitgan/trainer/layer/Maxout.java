package dev.digitgan.trainer.layer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer;
import dev.digitgan.network.Linear;
import java.util.List;

/**
 * Each output is the greatest of {@code pieces} linear functions of the inputs.
 *
 * <p>Source: Goodfellow et al., arXiv:1302.4389, section 3.
 */
public record Maxout(int inputs, int outputs, int pieces) implements Layer {
  public Maxout {
    if (pieces < 1) {
      throw new IllegalArgumentException("pieces is " + pieces + ", less than 1");
    }
  }

  private Linear linear() {
    return new Linear(inputs, Math.multiplyExact(outputs, pieces));
  }

  @Override
  public List<dev.digitgan.network.LayerTensor> tensors() {
    return linear().tensors();
  }

  @Override
  public Shape outputShape(Shape input) {
    linear().outputShape(input);
    return new Shape(outputs);
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    return linear()
        .forward(x, tensors, mode)
        .reshape(new Shape(x.getShape().get(0), outputs, pieces))
        .max(new int[] {2});
  }

  @Override
  public String canonicalForm() {
    return "maxout inputs=" + inputs + " outputs=" + outputs + " pieces=" + pieces;
  }
}
