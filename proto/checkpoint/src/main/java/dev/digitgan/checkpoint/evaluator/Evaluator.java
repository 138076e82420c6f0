package dev.digitgan.checkpoint.evaluator;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.LayerCodec;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Network;
import dev.digitgan.network.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A classifier by which figures of quality are made, whole and verified. Figures compare only under
 * one. Holds its weights on the Java heap, and nothing native.
 */
public final class Evaluator {
  static final int SCHEMA = 1;

  private final dev.digitgan.checkpoint.v1.Evaluator description;
  private final EvaluatorSpec spec;
  private final byte[] weights;
  private final Network.TensorSource tensors;

  private Evaluator(
      dev.digitgan.checkpoint.v1.Evaluator description,
      EvaluatorSpec spec,
      byte[] weights,
      Network.TensorSource tensors) {
    this.description = description;
    this.spec = spec;
    this.weights = weights;
    this.tensors = tensors;
  }

  /**
   * A new one.
   *
   * @param weights a safetensors file; not copied, not to be changed
   * @param provenance data set, seed, settings, accuracies, revision and time; the rest is filled
   *     in
   * @throws IllegalArgumentException if the weights are not of {@code spec}
   */
  public static Evaluator of(
      EvaluatorSpec spec, byte[] weights, dev.digitgan.checkpoint.v1.Evaluator provenance) {
    var description =
        provenance.toBuilder()
            .setSchema(SCHEMA)
            .setDigest(spec.digest(Sha256.of(weights)).toString())
            .setFeatureLayers(spec.featureLayers())
            .setWeights(VerifiedObject.describe(weights));
    spec.stack().layers().forEach(layer -> description.addLayers(LayerCodec.encode(layer)));
    description.getRangeBuilder().setMin(spec.range().min()).setMax(spec.range().max());
    description
        .getShapeBuilder()
        .setChannels(spec.shape().channels())
        .setHeight(spec.shape().height())
        .setWidth(spec.shape().width());
    try {
      return new Evaluator(
          description.build(), spec, weights, Safetensors.source(weights, spec.stack()));
    } catch (CheckpointException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * What {@code description}, JSON as {@link #description} wrote it, and {@code weights} say.
   *
   * @throws CheckpointException if one is not understood, or is not what the other says
   */
  public static Evaluator parse(byte[] description, byte[] weights) throws CheckpointException {
    return decode(record(description), weights);
  }

  static dev.digitgan.checkpoint.v1.Evaluator record(byte[] description)
      throws CheckpointException {
    var record =
        RecordCodec.decode(
                "classifier", description, dev.digitgan.checkpoint.v1.Evaluator.newBuilder())
            .build();
    if (record.getSchema() != SCHEMA) {
      throw new WrongCheckpointException(
          "classifier: schema is " + record.getSchema() + "; this reader knows " + SCHEMA);
    }
    return record;
  }

  static Evaluator decode(dev.digitgan.checkpoint.v1.Evaluator record, byte[] weights)
      throws CheckpointException {
    EvaluatorSpec spec = spec(record);
    Blob actual = VerifiedObject.describe(weights);
    if (!record.getWeights().equals(actual)) {
      throw new WrongCheckpointException(
          String.format(
              Locale.ROOT,
              "classifier: weights are %s of %d bytes, not %s of %d",
              actual.getDigest(),
              actual.getSizeBytes(),
              record.getWeights().getDigest(),
              record.getWeights().getSizeBytes()));
    }
    Sha256 digest = spec.digest(Sha256.of(weights));
    if (!record.getDigest().equals(digest.toString())) {
      throw new WrongCheckpointException(
          "classifier: digest is " + record.getDigest() + ", but the function's is " + digest);
    }
    return new Evaluator(record, spec, weights, Safetensors.source(weights, spec.stack()));
  }

  private static EvaluatorSpec spec(dev.digitgan.checkpoint.v1.Evaluator record)
      throws CheckpointException {
    try {
      List<Layer> layers = new ArrayList<>();
      record.getLayersList().forEach(layer -> layers.add(LayerCodec.decode(layer)));
      Shape shape =
          new Shape(
              record.getShape().getChannels(),
              record.getShape().getHeight(),
              record.getShape().getWidth());
      return new EvaluatorSpec(
          new LayerStack(layers, shape),
          record.getFeatureLayers(),
          new ValueRange(record.getRange().getMin(), record.getRange().getMax()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new WrongCheckpointException("classifier: " + e.getMessage(), e);
    }
  }

  /** Names the function; see {@link EvaluatorSpec#digest}. */
  public Sha256 digest() {
    return Sha256.parse(description.getDigest());
  }

  public EvaluatorSpec spec() {
    return spec;
  }

  /** The tensors of {@link EvaluatorSpec#stack}. */
  public Network.TensorSource tensors() {
    return tensors;
  }

  /** All but the weights, as JSON. */
  public byte[] description() {
    return RecordCodec.encode(description);
  }

  /** What it was trained on and how well it does. */
  public dev.digitgan.checkpoint.v1.Evaluator record() {
    return description;
  }

  /** A safetensors file; not a copy, not to be changed. */
  public byte[] weights() {
    return weights;
  }
}
