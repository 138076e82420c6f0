package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import com.google.common.primitives.Doubles;

/**
 * Sums the {@link GameFigures} of rounds, in their order, on the players' device, since each
 * reading waits for a GPU's queued work. Its manager owns the sums. Belongs to the training thread.
 */
public final class FiguresTally {
  static final int COUNT = 5;

  private final NDManager manager;
  private NDArray sums;
  private long rounds;

  public FiguresTally(NDManager manager) {
    this.manager = manager;
    sums = zeros();
  }

  private NDArray zeros() {
    return manager.zeros(new Shape(COUNT), DataType.FLOAT64);
  }

  /**
   * The figures of one round, of shape ({@value #COUNT}), float64. The manager owns them and all
   * intermediates.
   *
   * @param realLogits d = log(D / (1 - D)) of real images
   */
  static NDArray ofRound(
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

  /** Adds the figures of one round, which it does not own. */
  public void add(NDArray figures) {
    sums.addi(figures);
    rounds++;
  }

  /** The number of rounds since the last reading. */
  public long rounds() {
    return rounds;
  }

  /** Reads the mean of the rounds since the last reading, and resets it. */
  public FiguresMean read() {
    FiguresMean read = FiguresMean.of(Doubles.asList(sums.toDoubleArray()), rounds);
    sums.close();
    sums = zeros();
    rounds = 0;
    return read;
  }
}
