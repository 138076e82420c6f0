package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;
import dev.digitgan.network.LayerTensor.Role;
import java.util.List;

/**
 * Batch normalisation over axis 1. Source: Ioffe and Szegedy, arXiv:1502.03167, algorithms 1 and 2.
 *
 * @param momentum share of the running statistics that each training step keeps
 */
public record BatchNormalization(int features, float epsilon, float momentum) implements Layer {
  public BatchNormalization {
    Require.positive("features", features);
    checkArgument(epsilon > 0 && epsilon < 1, "epsilon is %s, not between 0 and 1", epsilon);
    checkArgument(momentum >= 0 && momentum <= 1, "momentum is %s, not from 0 to 1", momentum);
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
    checkArgument(
        input.dimension() > 0 && input.get(0) == features,
        "takes %s features, gets %s",
        features,
        input);
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
