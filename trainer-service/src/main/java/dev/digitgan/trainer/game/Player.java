package dev.digitgan.trainer.game;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.checkpoint.HostTensor;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.optim.AdamMoments;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.optim.Optimizer;
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
  private static final String FIRST = "adam.first.";
  private static final String SECOND = "adam.second.";

  private final Network network;
  private final List<NDArray> weights;
  private final List<NDArray> statistics;
  private final Optimizer optimizer;

  private Player(
      Network network, List<NDArray> weights, List<NDArray> statistics, Optimizer optimizer) {
    this.network = network;
    this.weights = weights;
    this.statistics = statistics;
    this.optimizer = optimizer;
  }

  /** A player with initial weights of {@code source}, on {@code device}. */
  public static Player create(
      LayerStack stack, AdamSettings adam, Device device, Network.TensorSource source) {
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
        Optimizers.adam(adam, weights, device));
  }

  public Network network() {
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
   * Updates the weights along d{@code loss}/d{@code weight}, of this player alone.
   *
   * @param rate multiple of the learning rate
   */
  void descend(NDArray loss, double rate) {
    weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight));
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
    optimizer.step(rate);
  }

  /** The shapes of {@link #tensors} of a player with layers of {@code stack}. */
  public static Map<String, Shape> shapes(LayerStack stack) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    stack.tensors().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    for (String moments : List.of(FIRST, SECOND)) {
      stack.tensors().entrySet().stream()
          .filter(tensor -> tensor.getValue().role().trained())
          .forEach(tensor -> shapes.put(moments + tensor.getKey(), tensor.getValue().shape()));
    }
    return shapes;
  }

  /** Copies of all that this player has learnt: its network's tensors and Adam's moments. */
  public Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>(NetworkTensors.copies(network));
    AdamMoments moments = optimizer.moments();
    for (int i = 0; i < weights.size(); i++) {
      Shape shape = weights.get(i).getShape();
      String name = weights.get(i).getName();
      tensors.put(FIRST + name, new HostTensor(shape, moments.first().get(i)));
      tensors.put(SECOND + name, new HostTensor(shape, moments.second().get(i)));
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
    NetworkTensors.restore(network, saved);
    optimizer.restore(new AdamMoments(updates, moments(saved, FIRST), moments(saved, SECOND)));
  }

  private List<float[]> moments(Function<String, HostTensor> saved, String kind) {
    return weights.stream().map(weight -> saved.apply(kind + weight.getName()).values()).toList();
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
