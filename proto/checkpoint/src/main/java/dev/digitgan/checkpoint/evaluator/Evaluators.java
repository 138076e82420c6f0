package dev.digitgan.checkpoint.evaluator;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** The classifiers that a model's figures were made by. Methods block on the store. */
public final class Evaluators {
  private static final long MAX_RECORD_BYTES = 1 << 20;
  private static final long MAX_WEIGHT_BYTES = 1 << 28;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final InstantSource clock = InstantSource.system();

  public Evaluators(ObjectStore store, CheckpointKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Keeps {@code evaluator}: its weights first, then its record, only if there is none of that
   * digest. It stays until somebody removes it by hand.
   *
   * @return false: it was there already
   * @throws IOException if the store failed; the classifier is there, whole, or not at all
   */
  public boolean publish(Evaluator evaluator) throws IOException {
    String key = keys.evaluator(evaluator.digest());
    if (store.stat(key).isPresent()) {
      return false;
    }
    BlobUpload upload = new BlobUpload(store, clock);
    upload.add(evaluator.weights());
    upload.secure();
    return store.putIfAbsent(key, evaluator.description());
  }

  /** Digests of all. */
  public List<Sha256> digests() throws IOException {
    return store.list(keys.evaluators()).stream()
        .flatMap(key -> keys.evaluatorDigest(key).stream())
        .toList();
  }

  /**
   * The classifier of that digest, whole.
   *
   * @throws CheckpointException if there is none, or it is at fault
   */
  public Evaluator load(Sha256 digest) throws IOException, CheckpointException {
    try {
      var record = Evaluator.record(store.read(keys.evaluator(digest), MAX_RECORD_BYTES));
      if (!record.getDigest().equals(digest.toString())) {
        throw new WrongCheckpointException(
            "classifier: digest is " + record.getDigest() + ", not " + digest);
      }
      Sha256 weights = VerifiedObject.digest("classifier: weights", record.getWeights());
      return Evaluator.decode(
          record,
          VerifiedObject.read(
              store, keys.blob(weights), "weights", record.getWeights(), MAX_WEIGHT_BYTES));
    } catch (NoSuchObjectException e) {
      throw new IncompleteCheckpointException("classifier: " + e.getMessage(), e);
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("classifier: " + e.getMessage(), e);
    }
  }
}
