package dev.digitgan.trainer.game;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.optim.Optimizer;
import dev.digitgan.trainer.optim.OptimizerState;
import dev.digitgan.trainer.optim.Optimizers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One side of the game: a network, and how it learns. Owns both. Belongs to the training thread.
 */
public final class Player implements AutoCloseable {
  private final Network network;
  private final List<NDArray> weights;
  private final List<NDArray> statistics;
  private final PlayerSettings settings;
  private final Optimizer optimizer;

  private Player(
      Network network,
      List<NDArray> weights,
      List<NDArray> statistics,
      PlayerSettings settings,
      Optimizer optimizer) {
    this.network = network;
    this.settings = settings;
    this.weights = weights;
    this.statistics = statistics;
    this.optimizer = optimizer;
  }

  /** A player with initial weights of {@code source}, on {@code device}. */
  public static Player create(
      LayerStack stack, PlayerSettings settings, Device device, Network.TensorSource source) {
    Network network = Network.create(stack, device, source);
    List<NDArray> weights = new ArrayList<>();
    List<NDArray> statistics = new ArrayList<>();
    for (Map.Entry<String, LayerTensor> tensor : stack.tensors().entrySet()) {
      NDArray array = network.tensor(tensor.getKey());
      (tensor.getValue().role().trained() ? weights : statistics).add(array);
    }
    return new Player(
        network,
        List.copyOf(weights),
        List.copyOf(statistics),
        settings,
        Optimizers.create(settings.optimizer(), weights, device));
  }

  /** The network, when no update is going on any more. */
  public Network network() {
    optimizer.settle();
    return network;
  }

  /** Whether what is computed from now on can teach this player. */
  void learns(Learning learning) {
    weights.forEach(weight -> JniUtils.attachGradient((PtNDArray) weight, learning == Learning.ON));
  }

  enum Learning {
    ON,
    OFF
  }

  /**
   * Updates the weights along d{@code loss}/d{@code weight}, of this player alone. The update may
   * go on until the player is asked for something.
   *
   * @param rate multiple of the learning rate
   */
  void descend(NDArray loss, double rate) {
    differentiate(loss);
    optimizer.step(rate);
  }

  /** Leaves d{@code loss}/d{@code weight} with each weight. */
  void differentiate(NDArray loss) {
    optimizer.settle();
    weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight));
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
  }

  /** Euclidean norm of the gradient that lies with the weights; reading it waits for a GPU. */
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

  /** The shapes of {@link #tensors} of a player with layers of {@code stack}. */
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

  /** Copies of all that this player has learnt: its network's tensors and its optimiser's state. */
  public Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>(NetworkTensors.copies(network()));
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

  /** Updates of this player's weights so far. */
  public long updates() {
    return optimizer.updates();
  }

  /**
   * Becomes the player whose {@link #tensors} those were.
   *
   * @param saved by the names of {@link #shapes}
   */
  public void restore(Function<String, HostTensor> saved, long updates) {
    learns(Learning.OFF);
    NetworkTensors.restore(network(), saved);
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

  /** Copies of the running statistics; the caller closes them. */
  List<NDArray> copyStatistics() {
    return statistics.stream().map(NDArray::duplicate).toList();
  }

  /** Puts back what {@link #copyStatistics} copied, and closes it. */
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
