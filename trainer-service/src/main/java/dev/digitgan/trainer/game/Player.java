package dev.digitgan.trainer.game;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.LayerTensor;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.optim.Optimizer;
import dev.digitgan.trainer.optim.Optimizers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One side of the game: a network, and how it learns. Owns both. Belongs to the training thread.
 */
public final class Player implements AutoCloseable {
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

  /** Updates the weights along d{@code loss}/d{@code weight}, of this player alone. */
  void descend(NDArray loss) {
    weights.forEach(weight -> JniUtils.zeroGrad((PtNDArray) weight));
    try (NDArray one = loss.onesLike()) {
      JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }
    optimizer.step();
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
