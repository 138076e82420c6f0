package dev.digitgan.trainer.game;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.optim.Optimizer;
import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** One side of the game: a network and its optimiser. Owns both. Belongs to the training thread. */
public final class Player implements AutoCloseable {
  private final Network network;
  private final List<NDArray> weights;
  private final List<NDArray> statistics;
  private final PlayerSettings settings;
  private final Optimizer optimizer;

  private Player(Network network, PlayerSettings settings) {
    this.network = network;
    this.settings = settings;
    weights = tensors(tensor -> tensor.role().trained());
    statistics = tensors(tensor -> !tensor.role().trained());
    optimizer = Optimizer.create(settings.optimizer(), weights, network.device());
  }

  private List<NDArray> tensors(Predicate<LayerTensor> wanted) {
    return network.stack().tensors().entrySet().stream()
        .filter(tensor -> wanted.test(tensor.getValue()))
        .map(tensor -> network.tensor(tensor.getKey()))
        .toList();
  }

  public static Player create(
      LayerStack stack, PlayerSettings settings, Device device, Network.TensorSource source) {
    return new Player(Network.create(stack, device, source), settings);
  }

  /** The network; waits for the end of an update. */
  public Network network() {
    optimizer.settle();
    return network;
  }

  /** Turns the gradients of this player's weights on or off. */
  public void learns(Learning learning) {
    weights.forEach(weight -> JniUtils.attachGradient((PtNDArray) weight, learning == Learning.ON));
  }

  public enum Learning {
    ON,
    OFF
  }

  /**
   * Updates the weights of this player alone along d{@code loss}/d{@code weight}; the update may
   * run in the background until the next call.
   *
   * @param rate multiple of the learning rate
   */
  public void descend(NDArray loss, double rate) {
    differentiate(loss);
    optimizer.step(rate);
  }

  /** Computes d{@code loss}/d{@code weight} for each weight. */
  void differentiate(NDArray loss) {
    optimizer.settle();
    weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight));
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  /** The Euclidean norm of the last gradient; reading it waits for a GPU. */
  public double gradientNorm() {
    optimizer.settle();
    double squares = 0;
    for (NDArray weight : weights) {
      try (NDArray gradient = weight.getGradient();
          NDArray norm = gradient.norm()) {
        double value = norm.getFloat();
        squares += value * value;
      }
    }
    return Math.sqrt(squares);
  }

  /** The shapes of {@link #tensors} of such a player. */
  public static Map<String, Shape> shapes(LayerStack stack, PlayerSettings settings) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    stack.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    for (String slot : settings.optimizer().slots()) {
      stack.tensors().entrySet().stream()
          .filter(tensor -> tensor.getValue().role().trained())
          .forEach(tensor -> shapes.put(name(slot, tensor.getKey()), tensor.getValue().shape()));
    }
    return shapes;
  }

  private static String name(String slot, String tensor) {
    return slot + "." + tensor;
  }

  /** Copies of the network's tensors and of the optimiser's state. */
  public Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = copies(network());
    OptimizerState state = optimizer.state();
    for (String slot : settings.optimizer().slots()) {
      for (int i = 0; i < weights.size(); i++) {
        NDArray weight = weights.get(i);
        tensors.put(
            name(slot, weight.getName()),
            new HostTensor(weight.getShape(), state.slot(slot).get(i)));
      }
    }
    return tensors;
  }

  /** Copies of a network's tensors by name. */
  static Map<String, HostTensor> copies(Network network) {
    Map<String, HostTensor> copies = new LinkedHashMap<>();
    network
        .tensors()
        .forEach(
            (name, array) ->
                copies.put(name, new HostTensor(array.getShape(), array.toFloatArray())));
    return copies;
  }

  public long updates() {
    return optimizer.updates();
  }

  /** Restores the {@link #tensors} of a player, by the names of {@link #shapes}. */
  public void restore(Function<String, HostTensor> saved, long updates) {
    learns(Learning.OFF);
    restore(network(), saved);
    Map<String, List<float[]>> slots = new LinkedHashMap<>();
    for (String slot : settings.optimizer().slots()) {
      slots.put(
          slot,
          weights.stream()
              .map(weight -> saved.apply(name(slot, weight.getName())).values())
              .toList());
    }
    optimizer.restore(new OptimizerState(updates, slots));
  }

  /** Writes {@code saved} into the network's own arrays, none of which may take gradients. */
  static void restore(Network network, Function<String, HostTensor> saved) {
    network
        .tensors()
        .forEach(
            (name, array) -> {
              float[] values = saved.apply(name).values();
              try (NDArray copy =
                  EngineMemory.create(array.getManager(), values, array.getShape())) {
                copy.copyTo(array);
              }
            });
  }

  /** Copies the running statistics; the caller closes the copies. */
  List<NDArray> copyStatistics() {
    return statistics.stream().map(NDArray::duplicate).toList();
  }

  /** Restores the statistics from {@code copies}, and closes those. */
  void restoreStatistics(List<NDArray> copies) {
    for (int i = 0; i < copies.size(); i++) {
      try (NDArray copy = copies.get(i)) {
        copy.copyTo(statistics.get(i));
      }
    }
  }

  @Override
  public void close() {
    optimizer.close();
    network.close();
  }
}
