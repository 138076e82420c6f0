package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Objects;

/**
 * The result of one forward pass, in the engine's memory until it is closed: read in place on a
 * CPU, copied to host memory once from another device. For one thread at a time.
 */
public final class TileOutput implements AutoCloseable {
  private final NDManager manager;
  private final GeneratorSpec spec;
  private final Precision precision;
  private final ByteBuffer memory;
  private final int rows;
  private boolean closed;

  private TileOutput(
      NDManager manager, GeneratorSpec spec, Precision precision, ByteBuffer memory, int rows) {
    this.manager = manager;
    this.spec = spec;
    this.precision = precision;
    this.memory = memory;
    this.rows = rows;
  }

  /**
   * @param manager of {@code output} and all that it needs; closed with the result
   */
  static TileOutput of(NDManager manager, GeneratorSpec spec, Precision precision, NDArray output) {
    ByteBuffer memory = output.toByteBuffer(true).order(ByteOrder.nativeOrder());
    int rows = Math.toIntExact(output.getShape().get(0));
    long expected = (long) rows * spec.shape().bytes() * precision.dataType().getNumOfBytes();
    if (memory.capacity() != expected) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%d bytes are no output of %d rows of %s",
              memory.capacity(),
              rows,
              spec.shape()));
    }
    return new TileOutput(manager, spec, precision, memory, rows);
  }

  /**
   * Writes the images of rows {@code row} to {@code row + count - 1} to {@code into[at ..]}: 8 bits
   * a channel, image by image, rows from the top, the channels of a pixel side by side.
   *
   * @throws NonFiniteOutputException if one of them holds a number that is not finite
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

  /** As the network makes them: channel by channel. */
  private void planes(int row, int count, byte[] into, int at) {
    int bytes = spec.shape().bytes();
    int from = row * bytes;
    int wanted = count * bytes;
    PixelConversion conversion = new PixelConversion(spec.range());
    if (precision == Precision.FLOAT64) {
      DoubleBuffer values = memory.asDoubleBuffer();
      int done = conversion.convert(values, from, wanted, into, at);
      if (done < wanted) {
        throw new NonFiniteOutputException(row + done / bytes, values.get(from + done));
      }
    } else {
      FloatBuffer values = memory.asFloatBuffer();
      int done = conversion.convert(values, from, wanted, into, at);
      if (done < wanted) {
        throw new NonFiniteOutputException(row + done / bytes, values.get(from + done));
      }
    }
  }

  /** A copy of all numbers as they came out, row by row. Exact: each float is a double. */
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
    if (closed) {
      throw new IllegalStateException("the output was closed, and its memory is freed");
    }
  }

  @Override
  public void close() {
    closed = true;
    manager.close();
  }
}
