package dev.digitgan.checkpoint.evaluator;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Evaluation;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The classifiers that judge a model's versions, and their evaluations: for each version and
 * classifier the latest result, which clean-ups remove with the version. Methods block on the
 * store.
 */
public record Evaluators(ObjectStore store, CheckpointKeys keys) {
  private static final int SCHEMA = 1;
  private static final long MAX_RECORD_BYTES = 1 << 20;
  private static final long MAX_WEIGHT_BYTES = 1 << 28;

  /**
   * Stores {@code evaluator}: its weights, then its record; false if the store had it. Clean-ups
   * never remove it.
   */
  public boolean publish(Evaluator evaluator) throws IOException {
    String key = keys.evaluator(evaluator.digest());
    if (store.stat(key).isPresent()) {
      return false;
    }
    BlobUpload upload = new BlobUpload(store, InstantSource.system());
    upload.add(evaluator.weights());
    upload.secure();
    return store.putIfAbsent(key, evaluator.description());
  }

  /** The digests of all classifiers. */
  public List<Sha256> digests() throws IOException {
    return store.list(keys.evaluators()).stream()
        .flatMap(key -> keys.evaluatorDigest(key).stream())
        .toList();
  }

  /** Reads and verifies the classifier of that digest. */
  public Evaluator load(Sha256 digest) throws IOException, CheckpointException {
    var record =
        Evaluator.record(
            RecordCodec.read(store, keys.evaluator(digest), "classifier", MAX_RECORD_BYTES));
    check(
        record.getDigest().equals(digest.toString()),
        "classifier: digest is %s, not %s",
        record.getDigest(),
        digest);
    Sha256 weights = VerifiedObject.digest("classifier: weights", record.getWeights());
    return Evaluator.decode(
        record,
        VerifiedObject.read(
            store, CheckpointKeys.blob(weights), "weights", record.getWeights(), MAX_WEIGHT_BYTES));
  }

  /**
   * Records {@code evaluation}, whose schema is filled in, in place of the classifier's earlier one
   * of that version.
   */
  public void record(Evaluation evaluation) throws IOException {
    String key =
        keys.evaluation(
            new Version(evaluation.getVersion()), Sha256.parse(evaluation.getEvaluator()));
    store.put(key, RecordCodec.encode(evaluation.toBuilder().setSchema(SCHEMA).build()));
  }

  /** Reads the evaluation of {@code version} by a classifier; empty if there is no such record. */
  public Optional<Evaluation> evaluation(Version version, Sha256 evaluator)
      throws IOException, CheckpointException {
    Optional<byte[]> bytes =
        RecordCodec.find(
            store, keys.evaluation(version, evaluator), "evaluation", MAX_RECORD_BYTES);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    Evaluation record =
        RecordCodec.decode("evaluation", bytes.get(), Evaluation.newBuilder()).build();
    check(
        record.getSchema() == SCHEMA,
        "evaluation: schema is %s; this reader knows %s",
        record.getSchema(),
        SCHEMA);
    return Optional.of(record);
  }
}
