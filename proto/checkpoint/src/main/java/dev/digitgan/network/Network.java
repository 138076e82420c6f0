package dev.digitgan.network;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Layer.TensorLookup;
import dev.digitgan.random.RandomStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * Layers with their numbers on one device. Owns its tensors: {@link #close} frees them.
 *
 * <p>Many threads may call {@link #forward} in {@link Mode#INFERENCE} concurrently. In {@link
 * Mode#TRAINING} it changes the running statistics and is for one thread.
 */
public final class Network implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final LayerStack stack;
  private final NDManager manager;
  private final Map<String, NDArray> tensors;

  private Network(LayerStack stack, NDManager manager, Map<String, NDArray> tensors) {
    this.stack = stack;
    this.manager = manager;
    this.tensors = tensors;
  }

  /** The source of a network's initial numbers. */
  public interface TensorSource {
    /** Makes the tensor {@code name}, of {@code tensor}'s shape, owned by {@code manager}. */
    NDArray create(NDManager manager, String name, LayerTensor tensor);
  }

  /** Makes a network with tensors from {@code source}; on failure, frees those already made. */
  public static Network create(LayerStack stack, Device device, TensorSource source) {
    NDManager manager = NDManager.newBaseManager(device, ENGINE);
    try {
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      stack
          .tensors()
          .forEach(
              (name, tensor) -> {
                NDArray array = source.create(manager, name, tensor);
                array.setName(name);
                tensors.put(name, array);
              });
      return new Network(stack, manager, Collections.unmodifiableMap(tensors));
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  /**
   * Applies all layers to a batch; the result belongs to the manager of {@code x}. So do the
   * intermediate results in training; in inference they are freed as soon as the next layer has
   * read them.
   */
  public NDArray forward(NDArray x, Mode mode) {
    return forward(x, mode, layer -> name -> tensor(LayerStack.name(layer, name)));
  }

  /** Applies all layers in training; layers draw random numbers from {@code random}. */
  public NDArray train(NDArray x, RandomStream random) {
    return forward(
        x,
        Mode.TRAINING,
        layer ->
            new TensorLookup() {
              @Override
              public NDArray tensor(String name) {
                return Network.this.tensor(LayerStack.name(layer, name));
              }

              @Override
              public RandomStream random() {
                return random;
              }
            });
  }

  private NDArray forward(NDArray x, Mode mode, IntFunction<TensorLookup> tensorsOfLayer) {
    NDArray y = x;
    for (int i = 0; i < stack.layers().size(); i++) {
      NDArray next = stack.layers().get(i).forward(y, tensorsOfLayer.apply(i), mode);
      if (mode == Mode.INFERENCE && y != x && y != next) {
        y.close();
      }
      y = next;
    }
    return y;
  }

  /** The tensor of that name in files. */
  public NDArray tensor(String name) {
    return Objects.requireNonNull(tensors.get(name), name);
  }

  /** A source of copies of this network's tensors, as they are at the time, for any device. */
  public TensorSource copies() {
    return (to, name, tensor) ->
        EngineMemory.create(to, tensor(name).toFloatArray(), tensor.shape());
  }

  public LayerStack stack() {
    return stack;
  }

  /** All tensors by name, in the order of the stack; they belong to this network. */
  public Map<String, NDArray> tensors() {
    return tensors;
  }

  /** A manager for one computation on this network's device; the caller closes it. */
  public NDManager newManager() {
    return manager.newSubManager();
  }

  public Device device() {
    return manager.getDevice();
  }

  @Override
  public void close() {
    manager.close();
  }
}
