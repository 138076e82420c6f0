package dev.digitgan.network;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers that fit each other, applied in order: a network without its numbers. */
public record LayerStack(List<Layer> layers, Shape inputShape) {
  /** Largest number of elements that one image may have anywhere inside a network. */
  private static final long MAX_ELEMENTS = 1 << 22;

  /** Largest number of elements of one tensor. */
  private static final long MAX_TENSOR_ELEMENTS = 1 << 27;

  /**
   * @param inputShape of one input, without the batch axis
   * @throws IllegalArgumentException if a layer cannot take what the one before it makes; the
   *     message names the layer
   */
  public LayerStack {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    outputShape(layers, inputShape);
  }

  /** Shape of one output, without the batch axis. */
  public Shape outputShape() {
    return outputShape(layers, inputShape);
  }

  /** All tensors by their names in files, "{index of the layer}.{name}", in a fixed order. */
  public Map<String, LayerTensor> tensors() {
    Map<String, LayerTensor> tensors = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      for (LayerTensor tensor : layers.get(i).tensors()) {
        tensors.put(name(i, tensor.name()), tensor);
      }
    }
    return tensors;
  }

  static String name(int layer, String tensor) {
    return layer + "." + tensor;
  }

  /** One line a layer. */
  public List<String> canonicalForm() {
    List<String> lines = new ArrayList<>();
    layers.forEach(layer -> lines.add(layer.canonicalForm()));
    return lines;
  }

  private static Shape outputShape(List<Layer> layers, Shape inputShape) {
    Shape shape = inputShape;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      try {
        shape = layer.outputShape(shape);
        requireSizes(layer, shape);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException(
            "layer " + i + " (" + layer.canonicalForm() + ") " + e.getMessage(), e);
      }
    }
    return shape;
  }

  private static void requireSizes(Layer layer, Shape output) {
    if (output.size() > MAX_ELEMENTS) {
      throw new IllegalArgumentException(
          "makes " + output + ", over " + MAX_ELEMENTS + " elements");
    }
    for (LayerTensor tensor : layer.tensors()) {
      if (tensor.shape().size() > MAX_TENSOR_ELEMENTS) {
        throw new IllegalArgumentException(
            "has a " + tensor.name() + " of over " + MAX_TENSOR_ELEMENTS + " elements");
      }
    }
  }
}
