package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Sums of rounds' figures that stay on the device until they are read: reading waits for all that a
 * GPU has yet to do. Belongs to the training thread.
 */
public final class FiguresTally {
  private final NDManager manager;
  private NDArray sums;
  private long rounds;

  /**
   * @param manager of the players' device; owns the sums, and is closed no sooner than the last
   *     step
   */
  public FiguresTally(NDManager manager) {
    this.manager = manager;
    sums = zeros();
  }

  private NDArray zeros() {
    return manager.zeros(new Shape(RoundFigures.COUNT), DataType.FLOAT64);
  }

  /** Takes in the figures of one round, which stay their owner's. */
  public void add(NDArray figures) {
    sums.addi(figures);
    rounds++;
  }

  /** Rounds since the last reading. */
  public long rounds() {
    return rounds;
  }

  /** Reads the mean of the rounds since the last reading, and begins anew. */
  public FiguresMean read() {
    FiguresMean read = FiguresMean.of(sums.toDoubleArray(), rounds);
    sums.close();
    sums = zeros();
    rounds = 0;
    return read;
  }
}
