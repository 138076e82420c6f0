package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.Network;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Copies a network's tensors to host memory and back. */
final class NetworkTensors {
  private NetworkTensors() {}

  static Map<String, HostTensor> copies(Network network) {
    Map<String, HostTensor> copies = new LinkedHashMap<>();
    network
        .tensors()
        .forEach(
            (name, array) ->
                copies.put(name, new HostTensor(array.getShape(), array.toFloatArray())));
    return copies;
  }

  /** Writes {@code saved} into the network's own arrays, none of which may take gradients. */
  static void restore(Network network, Function<String, HostTensor> saved) {
    network
        .tensors()
        .forEach(
            (name, array) -> {
              try (NDArray values =
                  EngineMemory.create(
                      array.getManager(), saved.apply(name).values(), array.getShape())) {
                values.copyTo(array);
              }
            });
  }
}
