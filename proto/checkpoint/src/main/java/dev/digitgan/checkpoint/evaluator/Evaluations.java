package dev.digitgan.checkpoint.evaluator;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Evaluation;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;
import java.util.Optional;

/**
 * How good a model's versions were found to be after they were published: a record for each version
 * and classifier, the latest word on it. Clean-ups take it with its version. Methods block on the
 * store.
 */
public final class Evaluations {
  static final int SCHEMA = 1;
  private static final long MAX_RECORD_BYTES = 1 << 20;

  private final ObjectStore store;
  private final CheckpointKeys keys;

  public Evaluations(ObjectStore store, CheckpointKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /**
   * Records {@code evaluation}, in the place of what that classifier said of that version before.
   *
   * @param evaluation whose schema is filled in
   * @throws IllegalArgumentException if it names no version or no classifier
   */
  public void record(Evaluation evaluation) throws IOException {
    String key =
        keys.evaluation(
            new Version(evaluation.getVersion()), Sha256.parse(evaluation.getEvaluator()));
    store.put(key, RecordCodec.encode(evaluation.toBuilder().setSchema(SCHEMA).build()));
  }

  /**
   * What the classifier of digest {@code evaluator} said of {@code version} last; empty if nothing.
   *
   * @throws CheckpointException if the record is not understood
   */
  public Optional<Evaluation> read(Version version, Sha256 evaluator)
      throws IOException, CheckpointException {
    try {
      byte[] bytes = store.read(keys.evaluation(version, evaluator), MAX_RECORD_BYTES);
      Evaluation record = RecordCodec.decode("evaluation", bytes, Evaluation.newBuilder()).build();
      if (record.getSchema() != SCHEMA) {
        throw new WrongCheckpointException(
            "evaluation: schema is " + record.getSchema() + "; this reader knows " + SCHEMA);
      }
      return Optional.of(record);
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("evaluation: " + e.getMessage(), e);
    }
  }
}
