package dev.digitgan.checkpoint.evaluator;

import static com.google.common.base.Preconditions.checkArgument;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.image.ImageShape;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.ValueRange;
import dev.digitgan.text.WholeNumbers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A classifier without its numbers: grey images in, logits of the digits out. The first {@code
 * featureLayers} compute the features, a row of numbers per image.
 */
public record EvaluatorSpec(LayerStack stack, int featureLayers, ValueRange range) {
  public EvaluatorSpec {
    int layers = stack.layers().size();
    checkArgument(
        featureLayers >= 1 && featureLayers < layers,
        "feature layers is %s of %s layers",
        featureLayers,
        layers);
    checkArgument(
        stack.inputShape().dimension() == 3, "layers take %s, not images", stack.inputShape());
    checkArgument(
        body(stack, featureLayers).outputShape().dimension() == 1
            && stack.outputShape().dimension() == 1,
        "features or logits are not in rows");
  }

  /** The layers that compute the features; their tensors have the same names as in the stack. */
  public LayerStack body() {
    return body(stack, featureLayers);
  }

  private static LayerStack body(LayerStack stack, int featureLayers) {
    return new LayerStack(stack.layers().subList(0, featureLayers), stack.inputShape());
  }

  /** The layers that compute the logits from the features. */
  public LayerStack head() {
    List<Layer> layers = stack.layers().subList(featureLayers, stack.layers().size());
    return new LayerStack(layers, body().outputShape());
  }

  /** The name in {@link #stack} of a tensor of {@link #head}. */
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
   * The digest that names the function of a classifier with these weights: SHA-256 over lines of
   * ASCII, each ended by a line feed:
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
    String text =
        String.format(
            Locale.ROOT,
            """
            digitgan-evaluator 1
            %sfeatures %d
            %s
            shape %s
            weights %s
            """,
            stack.canonicalForm(),
            featureLayers,
            range.canonicalForm(),
            shape(),
            weights);
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
