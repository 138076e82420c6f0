package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/** The {@link GameFigures} of one round, in their order, as an array on the players' device. */
final class RoundFigures {
  static final int COUNT = 5;

  private RoundFigures() {}

  /**
   * The figures, of shape ({@value #COUNT}), float64. The manager owns them and all intermediates.
   *
   * @param realLogits d = log(D / (1 - D)) of real images
   */
  static NDArray of(
      NDManager manager,
      Objective objective,
      NDArray generatorLoss,
      NDArray realLogits,
      NDArray fakeLogits) {
    NDArray real = detached(manager, realLogits);
    NDArray fake = detached(manager, fakeLogits);
    if (objective == Objective.RELATIVISTIC) {
      // Pairs define d only up to a constant: centre it between the real images and the fakes.
      NDArray middle = real.mean().add(fake.mean()).div(2);
      real = real.sub(middle);
      fake = fake.sub(middle);
    }
    Shape one = new Shape(1);
    return new NDList(
            Activation.softPlus(real.neg()).mean().reshape(one),
            Activation.softPlus(fake).mean().reshape(one),
            detached(manager, generatorLoss).reshape(one),
            real.gt(0).toType(DataType.FLOAT64, false).mean().reshape(one),
            fake.lte(0).toType(DataType.FLOAT64, false).mean().reshape(one))
        .stream().reduce(NDArray::concat).orElseThrow();
  }

  /** The values without their graph, in float64. */
  private static NDArray detached(NDManager manager, NDArray array) {
    NDArray values = array.stopGradient();
    values.attach(manager);
    return values.toType(DataType.FLOAT64, false);
  }
}
