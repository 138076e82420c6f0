package dev.digitgan.trainer.layer;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer;
import dev.digitgan.random.RandomStream;

/**
 * A layer that in training keeps each element with a probability, divided by it, or else sets it to
 * 0; in inference it keeps all.
 *
 * <p>Source: Srivastava et al., JMLR 15 (2014), section 4, with the scaling of its section 10.
 *
 * @param kept probability
 */
public record Dropout(float kept) implements Layer {
  public Dropout {
    checkArgument(kept > 0 && kept <= 1, "kept is %s, not from 0 to 1", kept);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  @Override
  public NDArray forward(NDArray x, TensorLookup tensors, Mode mode) {
    if (mode == Mode.INFERENCE) {
      return x;
    }
    float[] mask = new float[Math.toIntExact(x.size())];
    // Compares a word of random bits for each element with the threshold.
    long threshold = Math.round(kept * 0x1.0p32) + Integer.MIN_VALUE;
    RandomStream random = tensors.random();
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random.nextInt() < threshold ? 1 / kept : 0;
    }
    return x.mul(x.getManager().create(mask, x.getShape()));
  }

  @Override
  public String canonicalForm() {
    return "dropout kept=" + Layer.bits(kept);
  }
}
