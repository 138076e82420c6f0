package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkState;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Objects;

/**
 * The result of one forward pass, in the engine's memory until it is closed. On a CPU it is read in
 * place; from another device it is copied once. For one thread at a time.
 */
public final class TileOutput implements AutoCloseable {
  private final NDManager manager;
  private final GeneratorSpec spec;
  private final Precision precision;
  private final ByteBuffer memory;
  private final int rows;
  private boolean closed;

  /** A generator's output is NaN or infinite: its weights are unusable. */
  public static final class NonFiniteOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private NonFiniteOutputException(int row, double value) {
      super("the generator's output holds " + value + " (row " + row + " of its tile)");
    }
  }

  private TileOutput(
      NDManager manager, GeneratorSpec spec, Precision precision, ByteBuffer memory, int rows) {
    this.manager = manager;
    this.spec = spec;
    this.precision = precision;
    this.memory = memory;
    this.rows = rows;
  }

  /** Wraps {@code output}; closing the result closes {@code manager}, which owns the memory. */
  static TileOutput of(NDManager manager, GeneratorSpec spec, Precision precision, NDArray output) {
    ByteBuffer memory = output.toByteBuffer(true).order(ByteOrder.nativeOrder());
    int rows = Math.toIntExact(output.getShape().get(0));
    long expected = (long) rows * spec.shape().bytes() * precision.dataType().getNumOfBytes();
    checkState(
        memory.capacity() == expected,
        "%s bytes are not an output of %s rows of %s",
        memory.capacity(),
        rows,
        spec.shape());
    return new TileOutput(manager, spec, precision, memory, rows);
  }

  /**
   * Writes the images of rows {@code row} to {@code row + count - 1} to {@code into[at ..]}: 8 bits
   * per channel, image by image, rows from the top, a pixel's channels next to each other.
   */
  public void pixels(int row, int count, byte[] into, int at) {
    Objects.checkFromIndexSize(row, count, rows);
    requireOpen();
    int channels = spec.shape().channels();
    if (channels == 1) {
      planes(row, count, into, at);
      return;
    }
    byte[] planes = new byte[count * spec.shape().bytes()];
    planes(row, count, planes, 0);
    int plane = spec.shape().height() * spec.shape().width();
    for (int i = 0; i < planes.length; i++) {
      int image = i / plane / channels;
      int channel = i / plane % channels;
      into[at + (image * plane + i % plane) * channels + channel] = planes[i];
    }
  }

  /** Writes pixels in the network's order: channel by channel. */
  private void planes(int row, int count, byte[] into, int at) {
    int bytes = spec.shape().bytes();
    int from = row * bytes;
    int wanted = count * bytes;
    PixelConversion conversion = new PixelConversion(spec.range());
    boolean isDouble = precision == Precision.FLOAT64;
    int done =
        isDouble
            ? conversion.convert(memory.asDoubleBuffer(), from, wanted, into, at)
            : conversion.convert(memory.asFloatBuffer(), from, wanted, into, at);
    if (done < wanted) {
      int index = from + done;
      throw new NonFiniteOutputException(
          row + done / bytes,
          isDouble ? memory.asDoubleBuffer().get(index) : memory.asFloatBuffer().get(index));
    }
  }

  /** A copy of all output numbers, row by row. Exact: each float is a double. */
  public double[] values() {
    requireOpen();
    double[] values = new double[rows * spec.shape().bytes()];
    if (precision == Precision.FLOAT64) {
      memory.asDoubleBuffer().get(values);
    } else {
      FloatBuffer floats = memory.asFloatBuffer();
      for (int i = 0; i < values.length; i++) {
        values[i] = floats.get(i);
      }
    }
    return values;
  }

  private void requireOpen() {
    checkState(!closed, "the output was closed, and its memory is freed");
  }

  @Override
  public void close() {
    closed = true;
    manager.close();
  }
}
