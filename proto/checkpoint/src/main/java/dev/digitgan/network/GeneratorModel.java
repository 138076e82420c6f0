package dev.digitgan.network;

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
 * <p>The low bits of a forward pass depend on how many rows it has. What counts are the bits of
 * {@link #CANONICAL_TILE} rows, whatever was asked for; the rest is padding. Owns its network's
 * native memory until {@link #close}. {@link #forward} may be called by many threads at once, each
 * with gradients switched off, and by none after {@code close}.
 */
public final class GeneratorModel implements AutoCloseable {
  /** Rows of the forward pass that all others are compared with. */
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
   * precision}. Their memory is freed by {@link #close} if it is the engine's own, as that of
   * {@link EngineMemory} is.
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
   * @param rows 1 or more. The low bits of the result depend on it: within the seed contract it is
   *     {@link #CANONICAL_TILE} or what was seen to agree with that
   * @return what came out; the caller closes it, before this model
   */
  public TileOutput forward(float[] inputs, int rows) {
    int size = spec.inputSize();
    if (rows < 1 || inputs.length != Math.multiplyExact(rows, size)) {
      throw new IllegalArgumentException(
          inputs.length + " numbers are no " + rows + " inputs of " + size);
    }
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
   * Draws images {@code from} to {@code from + count - 1} of {@code seed} on canonical tiles, laid
   * out as by {@link TileOutput#pixels}.
   *
   * @throws NonFiniteOutputException if the network makes numbers that are not finite
   */
  public byte[] sample(long seed, long from, int count) {
    return sample(seed, from, count, OptionalInt.empty());
  }

  /**
   * As {@link #sample(long, long, int)}, of one class.
   *
   * @param digit empty = each of a class of its own
   */
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

  /** Bytes that the weights take on the device, or took before {@link #close}. */
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
