package dev.digitgan.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.random.RandomStream;
import java.util.List;
import java.util.Locale;

/**
 * One step of a network: serialisable data that defines a forward pass. Manifests, and so
 * generators, know only the layers of this package.
 *
 * <p>Shapes omit the batch axis, which comes first.
 */
public interface Layer {
  /** The tensors of this layer, in the order of their names in files. */
  default List<LayerTensor> tensors() {
    return List.of();
  }

  /**
   * The shape of the output for {@code input}, or IllegalArgumentException if that does not fit.
   */
  Shape outputShape(Shape input);

  /** Applies the layer to a batch; the result belongs to the manager of {@code x}. */
  NDArray forward(NDArray x, TensorLookup tensors, Mode mode);

  /** The layer in one line of ASCII that never changes, since the model digest covers it. */
  String canonicalForm();

  /** Whether layers use and gather the batch's statistics, or apply the gathered ones. */
  enum Mode {
    TRAINING,
    INFERENCE
  }

  /** The tensors of one layer, by their short names. */
  interface TensorLookup {
    NDArray tensor(String name);

    /** The random numbers of this pass; IllegalStateException if it has no such numbers. */
    default RandomStream random() {
      throw new IllegalStateException("this pass has no random numbers");
    }
  }

  /** The exact value of {@code number}, in eight hexadecimal digits, for canonical forms. */
  static String bits(float number) {
    return String.format(Locale.ROOT, "%08x", Float.floatToIntBits(number));
  }
}
