package dev.digitgan.trainer.layer;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Linear;
import java.util.List;

/**
 * A layer whose outputs are each the maximum of {@code pieces} linear functions of the inputs.
 *
 * <p>Source: Goodfellow et al., arXiv:1302.4389, section 3.
 */
public record Maxout(int inputs, int outputs, int pieces) implements Layer {
  public Maxout {
    checkArgument(pieces >= 1, "pieces is %s, less than 1", pieces);
  }

  private Linear linear() {
    return new Linear(inputs, Math.multiplyExact(outputs, pieces));
  }

  @Override
  public List<LayerTensor> tensors() {
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
