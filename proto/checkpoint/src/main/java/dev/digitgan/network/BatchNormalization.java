package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import dev.digitgan.network.LayerTensor.Role;
import java.util.List;

/**
 * Batch normalisation over axis 1. Source: Ioffe and Szegedy, arXiv:1502.03167, algorithms 1 and 2.
 *
 * @param momentum share of the old running statistics that is kept at each training step
 */
public record BatchNormalization(int features, float epsilon, float momentum) implements Layer {
  public BatchNormalization {
    Require.positive("features", features);
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException("epsilon is " + epsilon + ", not between 0 and 1");
    }
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum is " + momentum + ", not from 0 to 1");
    }
  }

  @Override
  public List<LayerTensor> tensors() {
    Shape shape = new Shape(features);
    return List.of(
        new LayerTensor("weight", shape, Role.SCALE, features),
        new LayerTensor("bias", shape, Role.SHIFT, features),
        new LayerTensor("running_mean", shape, Role.RUNNING_MEAN, features),
        new LayerTensor("running_var", shape, Role.RUNNING_VARIANCE, features));
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.dimension() == 0 || input.get(0) != features) {
      throw new IllegalArgumentException("takes " + features + " features, gets " + input);
    }
    return input;
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    return BatchNorm.batchNorm(
            x,
            tensors.tensor("running_mean"),
            tensors.tensor("running_var"),
            tensors.tensor("weight"),
            tensors.tensor("bias"),
            1,
            momentum,
            epsilon,
            mode == Mode.TRAINING)
        .singletonOrThrow();
  }

  @Override
  public String canonicalForm() {
    return "batch-norm features=" + features + " epsilon=" + Layer.bits(epsilon);
  }
}
