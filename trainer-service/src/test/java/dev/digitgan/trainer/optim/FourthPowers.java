package dev.digitgan.trainer.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.trainer.game.GraphNumber;

/** A loss whose gradient is known: the sum of w^4. */
final class FourthPowers {
  private FourthPowers() {}

  /** Leaves 4 w^3 with the weight. */
  static void gradient(NDArray weight) {
    JniUtils.zeroGrad((PtNDArray) weight);
    try (NDManager step = weight.getManager().newSubManager()) {
      NDArray input = weight.mul(GraphNumber.of(step, 1));
      input.attach(step);
      NDArray loss = input.square().square().sum();
      JniUtils.backward((PtNDArray) loss, (PtNDArray) loss.onesLike(), false, false);
    }
  }
}
