package dev.digitgan.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Network.TensorSource;

/**
 * A generator that draws pixels, tile by tile: the second half of the seed contract.
 *
 * <p>The low bits of a forward pass depend on how many rows it has, so every pass has {@link
 * #CANONICAL_TILE} rows, whatever was asked for; the rest is padding. Owns its network's native
 * memory until {@link #close}. {@link #draw} may be called by many threads at once, each with
 * gradients switched off, and by none after {@code close}.
 */
public final class GeneratorModel implements AutoCloseable {
  /** Rows of each forward pass. */
  public static final int CANONICAL_TILE = 64;

  private final GeneratorSpec spec;
  private final Precision precision;
  private final Network network;

  private GeneratorModel(GeneratorSpec spec, Precision precision, Network network) {
    this.spec = spec;
    this.precision = precision;
    this.network = network;
  }

  /**
   * Makes a model on {@code device} whose tensors come from {@code weights}, converted to {@code
   * precision}.
   */
  public static GeneratorModel create(
      GeneratorSpec spec, Device device, Precision precision, TensorSource weights) {
    TensorSource converted =
        (manager, name, tensor) -> {
          NDArray array = weights.create(manager, name, tensor);
          if (array.getDataType() == precision.dataType()) {
            return array;
          }
          try (array) {
            return array.toType(precision.dataType(), true);
          }
        };
    return new GeneratorModel(spec, precision, Network.create(spec.stack(), device, converted));
  }

  /**
   * Draws one tile.
   *
   * @param latents {@code CANONICAL_TILE * latent size} numbers, row by row; those after the first
   *     {@code rows} rows are padding and of no influence
   * @param rows from 1 to {@code CANONICAL_TILE}
   * @return the first {@code rows} images, 8 bits a channel, image by image, channel by channel,
   *     rows from the top
   * @throws NonFiniteOutputException if the network makes numbers that are not finite
   */
  public byte[] draw(float[] latents, int rows) {
    int size = spec.latents().size();
    if (latents.length != CANONICAL_TILE * size || rows < 1 || rows > CANONICAL_TILE) {
      throw new IllegalArgumentException(
          rows + " rows and " + latents.length + " numbers are no tile of latents of " + size);
    }
    try (NDManager tile = network.newManager()) {
      NDArray input =
          tile.create(latents, new Shape(CANONICAL_TILE, size)).toType(precision.dataType(), false);
      NDArray output = network.forward(input, Mode.INFERENCE);
      return pixels(output, rows);
    }
  }

  /**
   * Draws images {@code from} to {@code from + count - 1} of {@code seed}, as {@link #draw} lays
   * them out.
   */
  public byte[] sample(long seed, long from, int count) {
    int bytes = spec.shape().bytes();
    byte[] pixels = new byte[Math.multiplyExact(count, bytes)];
    for (int done = 0; done < count; done += CANONICAL_TILE) {
      int rows = Math.min(CANONICAL_TILE, count - done);
      byte[] tile = draw(tileLatents(seed, from + done, rows), rows);
      System.arraycopy(tile, 0, pixels, done * bytes, tile.length);
    }
    return pixels;
  }

  private float[] tileLatents(long seed, long from, int rows) {
    int size = spec.latents().size();
    float[] latents = new float[CANONICAL_TILE * size];
    for (int row = 0; row < rows; row++) {
      spec.latents().fill(seed, from + row, latents, row * size);
    }
    return latents;
  }

  private byte[] pixels(NDArray output, int rows) {
    int bytes = spec.shape().bytes();
    byte[] pixels = new byte[rows * bytes];
    if (output.getDataType() == DataType.FLOAT64) {
      double[] values = output.toDoubleArray();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = pixel(values[i], i / bytes);
      }
    } else {
      float[] values = output.toFloatArray();
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = pixel(values[i], i / bytes);
      }
    }
    return pixels;
  }

  private byte pixel(double value, int row) {
    if (!Double.isFinite(value)) {
      throw new NonFiniteOutputException(row, value);
    }
    return (byte) spec.range().pixel(value);
  }

  public GeneratorSpec spec() {
    return spec;
  }

  public Precision precision() {
    return precision;
  }

  @Override
  public void close() {
    network.close();
  }
}
