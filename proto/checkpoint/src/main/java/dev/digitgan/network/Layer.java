package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.random.RandomStream;
import java.util.List;
import java.util.Locale;

/**
 * One step of a network: data that can be written down, with the forward pass that it stands for.
 * Manifests know the layers of this package, which are all that a generator may have.
 *
 * <p>Shapes are without the batch axis, which comes first and is never looked at.
 */
public interface Layer {
  /** The tensors that this layer computes with, in the order of their names in files. */
  default List<LayerTensor> tensors() {
    return List.of();
  }

  /**
   * Shape that this layer makes of {@code input}.
   *
   * @throws IllegalArgumentException if the layer cannot take that shape; the message says what it
   *     takes
   */
  Shape outputShape(Shape input);

  /** Applies the layer to a batch; the result belongs to the manager of {@code x}. */
  NDArray forward(NDArray x, TensorLookup tensors, Mode mode);

  /** The layer in one line of plain ASCII that never changes: the model digest is made of it. */
  String canonicalForm();

  /** Whether statistics of the batch are used and gathered, or the gathered ones applied. */
  enum Mode {
    TRAINING,
    INFERENCE
  }

  /** The tensors of one layer, by their short names. */
  interface TensorLookup {
    NDArray tensor(String name);

    /**
     * Random numbers of this pass.
     *
     * @throws IllegalStateException if there are none: then no layer may want any
     */
    default RandomStream random() {
      throw new IllegalStateException("no random numbers are given to this pass");
    }
  }

  /** The exact value of {@code number}, in eight hexadecimal digits, for canonical forms. */
  static String bits(float number) {
    return String.format(Locale.ROOT, "%08x", Float.floatToIntBits(number));
  }
}
