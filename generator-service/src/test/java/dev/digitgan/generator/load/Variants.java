package dev.digitgan.generator.load;

import ai.djl.Device;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Network;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Weights in any number, quickly made: they differ in the biases of the last layer alone, and so in
 * every image.
 */
public final class Variants {
  private final Map<String, float[]> values = new HashMap<>();
  private final String lastBias;

  public Variants(UntrainedGenerator generator) {
    GeneratorSpec spec = generator.spec();
    try (Network network = Network.create(spec.stack(), Device.cpu(), generator.random(1))) {
      network.tensors().forEach((name, tensor) -> values.put(name, tensor.toFloatArray()));
      lastBias = network.tensors().keySet().stream().reduce((before, after) -> after).orElseThrow();
    }
  }

  /** The weights of that number. */
  public TensorSource of(long number) {
    return filled(
        biases ->
            new RandomStream(number, Domain.INITIAL_WEIGHTS, 0)
                .nextNormals(biases, 0, biases.length));
  }

  /** Weights that make numbers that are none. */
  public TensorSource broken() {
    return filled(biases -> biases[biases.length / 2] = Float.NaN);
  }

  /** Weights that make one colour of everything. */
  public TensorSource collapsed() {
    return (manager, name, tensor) -> manager.zeros(tensor.shape());
  }

  private TensorSource filled(Consumer<float[]> filler) {
    return (manager, name, tensor) -> {
      float[] numbers = Objects.requireNonNull(values.get(name), name);
      if (!name.equals(lastBias)) {
        return manager.create(numbers, tensor.shape());
      }
      float[] biases = numbers.clone();
      filler.accept(biases);
      return manager.create(biases, tensor.shape());
    };
  }
}
