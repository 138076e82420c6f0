package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Network.TensorSource;
import java.nio.FloatBuffer;
import java.util.OptionalInt;

/**
 * A generator that draws pixels, tile by tile: the second half of the seed contract.
 *
 * <p>The low bits of a forward pass depend on its number of rows. The bits of {@link
 * #CANONICAL_TILE} rows count, for any request; the rest is padding. Owns its network's native
 * memory until {@link #close}. Many threads may call {@link #forward} concurrently, each with
 * gradients switched off; none may after {@code close}.
 */
public final class GeneratorModel implements AutoCloseable {
  /** The number of rows in the forward pass that defines the result. */
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
   * Makes a model on {@code device} with tensors from {@code weights}, converted to {@code
   * precision}. {@link #close} frees their memory if the engine owns it, as with {@link
   * EngineMemory}.
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
   * Makes one forward pass.
   *
   * @param inputs {@code rows * input size} numbers, row by row: see {@link GeneratorSpec#fill}
   * @param rows {@link #CANONICAL_TILE}, or a number that was found to give the same bits
   * @return the output; the caller closes it, before this model
   */
  public TileOutput forward(float[] inputs, int rows) {
    int size = spec.inputSize();
    checkArgument(
        rows >= 1 && inputs.length == Math.multiplyExact(rows, size),
        "%s numbers are not %s inputs of %s",
        inputs.length,
        rows,
        size);
    NDManager tile = network.newManager();
    try {
      NDArray input =
          EngineMemory.create(tile, FloatBuffer.wrap(inputs), new Shape(rows, size), precision);
      NDArray output = network.forward(input, Mode.INFERENCE);
      return TileOutput.of(tile, spec, precision, output);
    } catch (RuntimeException | Error e) {
      tile.close();
      throw e;
    }
  }

  /**
   * Draws images {@code from} to {@code from + count - 1} of {@code seed} on canonical tiles, in
   * the layout of {@link TileOutput#pixels}.
   */
  public byte[] sample(long seed, long from, int count) {
    return sample(seed, from, count, OptionalInt.empty());
  }

  /** Draws the images of class {@code digit}; empty = a class drawn for each. */
  public byte[] sample(long seed, long from, int count, OptionalInt digit) {
    int bytes = spec.shape().bytes();
    byte[] pixels = new byte[Math.multiplyExact(count, bytes)];
    for (int done = 0; done < count; done += CANONICAL_TILE) {
      int rows = Math.min(CANONICAL_TILE, count - done);
      try (TileOutput tile = forward(tile(seed, from + done, rows, digit), CANONICAL_TILE)) {
        tile.pixels(0, rows, pixels, done * bytes);
      }
    }
    return pixels;
  }

  private float[] tile(long seed, long from, int rows, OptionalInt digit) {
    int size = spec.inputSize();
    float[] inputs = new float[CANONICAL_TILE * size];
    for (int row = 0; row < rows; row++) {
      spec.fill(seed, from + row, digit, inputs, row * size);
    }
    return inputs;
  }

  public GeneratorSpec spec() {
    return spec;
  }

  public Precision precision() {
    return precision;
  }

  /** The size of the weights on the device. */
  public long weightBytes() {
    long count =
        spec.stack().tensors().values().stream().mapToLong(tensor -> tensor.shape().size()).sum();
    return count * precision.dataType().getNumOfBytes();
  }

  @Override
  public void close() {
    network.close();
  }
}
