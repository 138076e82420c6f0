package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.game.Initialization.Scheme;
import java.util.Arrays;

/**
 * The first weights of a run by an {@link Initialization}. A tensor depends only on the run's seed,
 * the player and its place in the network.
 */
public final class InitialWeights implements Network.TensorSource {
  private final Initialization initialization;
  private final long seed;
  private long stream;

  private InitialWeights(Initialization initialization, long seed, long stream) {
    this.initialization = initialization;
    this.seed = seed;
    this.stream = stream;
  }

  public static InitialWeights ofGenerator(Initialization initialization, long seed) {
    return new InitialWeights(initialization, seed, 0);
  }

  public static InitialWeights ofDiscriminator(Initialization initialization, long seed) {
    return new InitialWeights(initialization, seed, 1L << 32);
  }

  @Override
  public NDArray create(NDManager manager, String name, LayerTensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    switch (tensor.role()) {
      case WEIGHT -> fill(values, bound(tensor));
      case BIAS -> {
        if (initialization.scheme() == Scheme.FAN_IN) {
          fill(values, bound(tensor));
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    stream++;
    return EngineMemory.create(manager, values, tensor.shape());
  }

  private float bound(LayerTensor tensor) {
    return switch (initialization.scheme()) {
      case FAN_IN -> (float) (1 / Math.sqrt(tensor.fanIn()));
      case XAVIER -> (float) Math.sqrt(6.0 / (tensor.fanIn() + fanOut(tensor)));
      case UNIFORM -> initialization.bound();
    };
  }

  /** The number of outputs that one input contributes to. */
  private static double fanOut(LayerTensor weight) {
    return (double) weight.shape().size() / weight.shape().get(1);
  }

  private void fill(float[] values, float bound) {
    new RandomStream(seed, Domain.INITIAL_WEIGHTS, stream).nextUniforms(values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= bound;
    }
  }
}
