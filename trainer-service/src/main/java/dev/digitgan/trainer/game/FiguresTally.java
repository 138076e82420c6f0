package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Doubles;

/**
 * Sums the figures of rounds on the device, since each reading waits for a GPU's queued work.
 * Belongs to the training thread.
 */
public final class FiguresTally {
  private final NDManager manager;
  private NDArray sums;
  private long rounds;

  /**
   * @param manager of the players' device; owns the sums, and must stay open until the last step
   */
  public FiguresTally(NDManager manager) {
    this.manager = manager;
    sums = zeros();
  }

  private NDArray zeros() {
    return manager.zeros(new Shape(RoundFigures.COUNT), DataType.FLOAT64);
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
