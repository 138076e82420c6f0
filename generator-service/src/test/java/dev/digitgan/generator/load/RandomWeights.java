package dev.digitgan.generator.load;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.LayerTensor.Role;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Weights that make different images of different latents, and low bits visible.
 *
 * <p>The units of the last hidden layer are pairs of equals, which the last layer weighs by large
 * numbers of opposite signs: what one unit adds the other takes away again, but for the rounding. A
 * sum that is taken in another order then shows in most images, not in one of thirty.
 */
final class RandomWeights implements Network.TensorSource {
  private static final float GAIN = 1.6f;
  private static final float CANCELLED = 100;

  private final long seed;
  private final int lastHiddenLayer;
  private final int lastLayer;
  private final List<String> names;

  RandomWeights(LayerStack stack, long seed) {
    this.seed = seed;
    this.names = List.copyOf(stack.tensors().keySet());
    List<Integer> weighted =
        stack.tensors().entrySet().stream()
            .filter(tensor -> tensor.getValue().role() == Role.WEIGHT)
            .map(Map.Entry::getKey)
            .map(RandomWeights::layer)
            .toList();
    this.lastLayer = weighted.get(weighted.size() - 1);
    this.lastHiddenLayer = weighted.get(weighted.size() - 2);
  }

  private static int layer(String tensor) {
    return Integer.parseInt(tensor.substring(0, tensor.indexOf('.')));
  }

  @Override
  public NDArray create(NDManager manager, String name, LayerTensor tensor) {
    return manager.create(values(name, tensor), tensor.shape());
  }

  private float[] values(String name, LayerTensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    switch (tensor.role()) {
      case WEIGHT, BIAS -> {
        fill(values, names.indexOf(name), tensor.fanIn());
        if (layer(name) == lastHiddenLayer) {
          pairUnits(values, Math.toIntExact(tensor.shape().get(0)));
        } else if (layer(name) == lastLayer && tensor.role() == Role.WEIGHT) {
          cancelPairs(values, Math.toIntExact(tensor.shape().slice(2).size()));
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    return values;
  }

  private void fill(float[] values, int stream, int fanIn) {
    RandomStream random = new RandomStream(seed, Domain.INITIAL_WEIGHTS, stream);
    random.nextNormals(values, 0, values.length);
    float scale = (float) (GAIN / Math.sqrt(fanIn));
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
  }

  /** Makes each odd unit, a row of {@code values}, the one before it. */
  private static void pairUnits(float[] values, int unitCount) {
    int size = values.length / unitCount;
    for (int unit = 1; unit < unitCount; unit += 2) {
      System.arraycopy(values, (unit - 1) * size, values, unit * size, size);
    }
  }

  /**
   * @param size of one unit's weights, for one output
   */
  private static void cancelPairs(float[] values, int size) {
    for (int pair = 0; pair < values.length; pair += 2 * size) {
      for (int i = pair; i < pair + size; i++) {
        float large = CANCELLED * values[i];
        values[i + size] -= large;
        values[i] = large;
      }
    }
  }
}
