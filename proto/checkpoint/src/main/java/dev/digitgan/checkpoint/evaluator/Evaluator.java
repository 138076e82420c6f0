package dev.digitgan.checkpoint.evaluator;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.LayerCodec;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.network.Layer;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Network;
import java.util.List;

/**
 * A classifier that judges quality, whole and verified. Results are comparable only under the same
 * classifier. Holds its weights on the Java heap, and nothing native.
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
   * A new classifier. The weights, a safetensors file, are not copied; do not change them. The
   * provenance has data set, seed, settings, accuracies, revision and time.
   */
  public static Evaluator of(
      EvaluatorSpec spec, byte[] weights, dev.digitgan.checkpoint.v1.Evaluator provenance) {
    var description =
        provenance.toBuilder()
            .setSchema(SCHEMA)
            .setDigest(spec.digest(Sha256.of(weights)).toString())
            .addAllLayers(LayerCodec.encode(spec.stack()))
            .setFeatureLayers(spec.featureLayers())
            .setRange(LayerCodec.encode(spec.range()))
            .setShape(LayerCodec.encode(spec.shape()))
            .setWeights(VerifiedObject.describe(weights))
            .build();
    try {
      return new Evaluator(description, spec, weights, Safetensors.source(weights, spec.stack()));
    } catch (CheckpointException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** Parses a classifier from its {@link #description} and {@link #weights}. */
  public static Evaluator parse(byte[] description, byte[] weights) throws CheckpointException {
    return decode(record(description), weights);
  }

  static dev.digitgan.checkpoint.v1.Evaluator record(byte[] description)
      throws CheckpointException {
    var record =
        RecordCodec.decode(
                "classifier", description, dev.digitgan.checkpoint.v1.Evaluator.newBuilder())
            .build();
    check(
        record.getSchema() == SCHEMA,
        "classifier: schema is %s; this reader knows %s",
        record.getSchema(),
        SCHEMA);
    return record;
  }

  static Evaluator decode(dev.digitgan.checkpoint.v1.Evaluator record, byte[] weights)
      throws CheckpointException {
    EvaluatorSpec spec = CheckpointException.parse("classifier", () -> spec(record));
    Blob actual = VerifiedObject.describe(weights);
    check(
        record.getWeights().equals(actual),
        "classifier: weights are %s of %s bytes, not %s of %s",
        actual.getDigest(),
        actual.getSizeBytes(),
        record.getWeights().getDigest(),
        record.getWeights().getSizeBytes());
    Sha256 digest = spec.digest(Sha256.of(weights));
    check(
        record.getDigest().equals(digest.toString()),
        "classifier: digest is %s, but the function's is %s",
        record.getDigest(),
        digest);
    return new Evaluator(record, spec, weights, Safetensors.source(weights, spec.stack()));
  }

  private static EvaluatorSpec spec(dev.digitgan.checkpoint.v1.Evaluator record) {
    List<Layer> layers = record.getLayersList().stream().map(LayerCodec::decode).toList();
    dev.digitgan.checkpoint.v1.ImageShape shape = record.getShape();
    return new EvaluatorSpec(
        new LayerStack(layers, new Shape(shape.getChannels(), shape.getHeight(), shape.getWidth())),
        record.getFeatureLayers(),
        LayerCodec.decode(record.getRange()));
  }

  /** The digest of {@link EvaluatorSpec#digest}. */
  public Sha256 digest() {
    return Sha256.parse(description.getDigest());
  }

  public EvaluatorSpec spec() {
    return spec;
  }

  public Network.TensorSource tensors() {
    return tensors;
  }

  /** The record as JSON. */
  public byte[] description() {
    return RecordCodec.encode(description);
  }

  public dev.digitgan.checkpoint.v1.Evaluator record() {
    return description;
  }

  /** The safetensors file; not a copy, do not change it. */
  public byte[] weights() {
    return weights;
  }
}
