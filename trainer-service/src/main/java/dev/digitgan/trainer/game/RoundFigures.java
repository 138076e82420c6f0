package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/** {@link GameFigures} of one round as an array on the players' device, in their order. */
final class RoundFigures {
  static final int COUNT = 5;

  private RoundFigures() {}

  /**
   * The figures, of shape ({@value #COUNT}), float64.
   *
   * @param manager that owns them and what is made on the way
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
      // Of pairs only the difference counts: D's middle is where real images and fakes meet.
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

  /** The values alone: the graph that they came from is not held by what is made of them. */
  private static NDArray detached(NDManager manager, NDArray array) {
    NDArray values = array.stopGradient();
    values.attach(manager);
    return values.toType(DataType.FLOAT64, false);
  }
}
