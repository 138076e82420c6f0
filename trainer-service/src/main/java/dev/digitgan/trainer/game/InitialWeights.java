package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.Arrays;

/**
 * First weights of a run: weights and biases uniform on (-1/sqrt(n), 1/sqrt(n)) for n inputs, which
 * is PyTorch's default (Kaiming uniform with a = sqrt(5); He et al., arXiv:1502.01852, equation
 * (14), for the weights); batch normalisation begins as the identity.
 *
 * <p>A tensor's numbers depend on the run's seed, the player and its place in the network alone.
 */
public final class InitialWeights implements Network.TensorSource {
  private final long seed;
  private long stream;

  private InitialWeights(long seed, long stream) {
    this.seed = seed;
    this.stream = stream;
  }

  public static InitialWeights ofGenerator(long seed) {
    return new InitialWeights(seed, 0);
  }

  public static InitialWeights ofDiscriminator(long seed) {
    return new InitialWeights(seed, 1L << 32);
  }

  @Override
  public NDArray create(NDManager manager, String name, LayerTensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.shape().size())];
    switch (tensor.role()) {
      case WEIGHT, BIAS -> {
        new RandomStream(seed, Domain.INITIAL_WEIGHTS, stream)
            .nextUniforms(values, 0, values.length);
        float bound = (float) (1 / Math.sqrt(tensor.fanIn()));
        for (int i = 0; i < values.length; i++) {
          values[i] *= bound;
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN -> Arrays.fill(values, 0);
    }
    stream++;
    return manager.create(values, tensor.shape());
  }
}
