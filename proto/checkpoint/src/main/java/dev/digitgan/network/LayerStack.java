package dev.digitgan.network;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Layers that fit each other, applied in order: a network without its numbers. */
public record LayerStack(List<Layer> layers, Shape inputShape) {
  /** The limit on the elements of one image at any layer. */
  private static final long MAX_ELEMENTS = 1 << 22;

  private static final long MAX_TENSOR_ELEMENTS = 1 << 27;

  public LayerStack {
    layers = List.copyOf(layers);
    checkArgument(!layers.isEmpty(), "a network needs at least one layer");
    outputShape(layers, inputShape);
  }

  /** The shape of one output, without the batch axis. */
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

  /** The layers for digests: a line "layer {canonical form}" for each, ended by a line feed. */
  public String canonicalForm() {
    return layers.stream()
        .map(layer -> "layer " + layer.canonicalForm() + "\n")
        .collect(Collectors.joining());
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
    checkArgument(
        output.size() <= MAX_ELEMENTS, "makes %s, over %s elements", output, MAX_ELEMENTS);
    for (LayerTensor tensor : layer.tensors()) {
      checkArgument(
          tensor.shape().size() <= MAX_TENSOR_ELEMENTS,
          "has a %s of over %s elements",
          tensor.name(),
          MAX_TENSOR_ELEMENTS);
    }
  }
}
