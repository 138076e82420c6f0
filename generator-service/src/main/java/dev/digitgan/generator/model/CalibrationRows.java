package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.generator.model.TileCalibration.ForwardPass;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Precision;
import java.util.Arrays;
import java.util.OptionalInt;

/** Latents of several seeds and what canonical tiles draw from them, to compare tiles with. */
final class CalibrationRows {
  /** The golden sample's seed and others. */
  private static final long[] SEEDS = {0, 1, -1, 0x5DEECE66DL};

  /**
   * Grey levels that two passes in double precision may differ by. After rounding, a difference of
   * d shows in one pixel of 1/(2d), here fewer than one in 10^8. The largest difference measured
   * was 1.1e-12.
   */
  static final double TOLERANCE = 1e-9;

  private final GeneratorSpec spec;
  private final Precision precision;
  private final int count;
  private final float[] inputs;
  private final double[] expected;

  private CalibrationRows(
      GeneratorSpec spec, Precision precision, float[] inputs, double[] expected) {
    this.spec = spec;
    this.precision = precision;
    this.count = inputs.length / spec.inputSize();
    this.inputs = inputs;
    this.expected = expected;
  }

  /**
   * Draws {@code tileCount} canonical tiles.
   *
   * @throws CheckpointException if they hold NaN or infinite numbers
   */
  static CalibrationRows draw(
      GeneratorSpec spec, Precision precision, ForwardPass pass, int tileCount)
      throws CheckpointException {
    int rows = GeneratorModel.CANONICAL_TILE;
    int size = spec.inputSize();
    int bytes = spec.shape().bytes();
    float[] inputs = new float[tileCount * rows * size];
    double[] expected = new double[tileCount * rows * bytes];
    for (int row = 0; row < tileCount * rows; row++) {
      long seed = SEEDS[row % SEEDS.length];
      spec.fill(seed, row / SEEDS.length, OptionalInt.empty(), inputs, row * size);
    }
    for (int row = 0; row < tileCount * rows; row += rows) {
      float[] tile = Arrays.copyOfRange(inputs, row * size, (row + rows) * size);
      System.arraycopy(pass.outputs(tile, rows), 0, expected, row * bytes, rows * bytes);
    }
    for (double value : expected) {
      if (!Double.isFinite(value)) {
        throw new CheckpointException.Wrong("weights: the generator's output holds " + value);
      }
    }
    return new CalibrationRows(spec, precision, inputs, expected);
  }

  int count() {
    return count;
  }

  /**
   * Returns whether a tile of {@code rows} rows, the first {@code filled} of them those from {@code
   * first} on and the rest zero, makes the same images as canonical tiles do: the same bits in
   * single precision, and the same pixels by a safe margin in double precision.
   */
  boolean agreesWith(ForwardPass pass, int rows, int filled, int first) {
    int size = spec.inputSize();
    int bytes = spec.shape().bytes();
    float[] tile = new float[rows * size];
    for (int row = 0; row < filled; row++) {
      System.arraycopy(inputs, (first + row) % count * size, tile, row * size, size);
    }
    double[] outputs = pass.outputs(tile, rows);
    for (int row = 0; row < filled; row++) {
      int at = (first + row) % count * bytes;
      for (int i = 0; i < bytes; i++) {
        if (!agree(expected[at + i], outputs[row * bytes + i])) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean agree(double canonical, double other) {
    if (precision == Precision.FLOAT32) {
      return Double.doubleToRawLongBits(canonical) == Double.doubleToRawLongBits(other);
    }
    return Math.abs(canonical - other) * spec.range().scale() < TOLERANCE
        && spec.range().pixel(canonical) == spec.range().pixel(other);
  }
}
