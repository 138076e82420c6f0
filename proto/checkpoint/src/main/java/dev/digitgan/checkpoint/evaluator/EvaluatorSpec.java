package dev.digitgan.checkpoint.evaluator;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.image.ImageShape;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.ValueRange;
import dev.digitgan.text.WholeNumbers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A classifier without its numbers: grey images in, logits of the digits out.
 *
 * @param featureLayers so many of the layers make the features, a row of numbers an image
 * @param range what pixels 0 and 255 are mapped to
 */
public record EvaluatorSpec(LayerStack stack, int featureLayers, ValueRange range) {
  /**
   * @throws IllegalArgumentException if the layers do not make features and logits of images
   */
  public EvaluatorSpec {
    if (featureLayers < 1 || featureLayers >= stack.layers().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "feature layers is %d of %d layers",
              featureLayers,
              stack.layers().size()));
    }
    if (stack.inputShape().dimension() != 3) {
      throw new IllegalArgumentException("layers take " + stack.inputShape() + ", not images");
    }
    if (body(stack, featureLayers).outputShape().dimension() != 1
        || stack.outputShape().dimension() != 1) {
      throw new IllegalArgumentException("features or logits are not in rows");
    }
  }

  /** The layers that make the features; their tensors are called as those of {@link #stack}. */
  public LayerStack body() {
    return body(stack, featureLayers);
  }

  private static LayerStack body(LayerStack stack, int featureLayers) {
    return new LayerStack(stack.layers().subList(0, featureLayers), stack.inputShape());
  }

  /** The layers that make the logits of the features. */
  public LayerStack head() {
    List<Layer> layers = stack.layers().subList(featureLayers, stack.layers().size());
    return new LayerStack(layers, body().outputShape());
  }

  /** What a tensor of {@link #head} is called in {@link #stack}. */
  public String nameInStack(String nameInHead) {
    int dot = nameInHead.indexOf('.');
    int layer = WholeNumbers.parseInt(nameInHead.substring(0, dot));
    return (layer + featureLayers) + nameInHead.substring(dot);
  }

  public ImageShape shape() {
    Shape input = stack.inputShape();
    return new ImageShape((int) input.get(0), (int) input.get(1), (int) input.get(2));
  }

  public int features() {
    return Math.toIntExact(body().outputShape().size());
  }

  public int classes() {
    return Math.toIntExact(stack.outputShape().size());
  }

  /**
   * Names the function that a classifier with these weights computes: SHA-256 over lines of ASCII,
   * each ended by a line feed:
   *
   * <pre>
   *   digitgan-evaluator 1
   *   layer {canonical form}          for each layer, in order
   *   features {feature layers}
   *   range min={bits} max={bits}     IEEE 754 single, eight hexadecimal digits
   *   shape {channels}x{height}x{width}
   *   weights sha256:{hex}
   * </pre>
   */
  public Sha256 digest(Sha256 weights) {
    List<String> lines = new ArrayList<>();
    lines.add("digitgan-evaluator 1");
    stack.canonicalForm().forEach(layer -> lines.add("layer " + layer));
    lines.add("features " + featureLayers);
    lines.add("range min=%s max=%s".formatted(Layer.bits(range.min()), Layer.bits(range.max())));
    lines.add("shape " + shape());
    lines.add("weights " + weights);
    String text = String.join("\n", lines) + "\n";
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
