package dev.digitgan.checkpoint.run;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The states of one run, from which it can go on as if it had never stopped. Saved as versions are:
 * the tensors first, then the record, only if its key is free.
 *
 * <p>Methods block on the store. They throw {@link IOException} when the store fails, where trying
 * again may help, and {@link CheckpointException} when the state is not whole, or wrong.
 */
public final class TrainingStates {
  static final int SCHEMA = 1;
  private static final long MAX_RECORD_BYTES = 1 << 20;
  private static final long MAX_TENSOR_BYTES = 1L << 30;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final String run;
  private final InstantSource clock = InstantSource.system();

  public TrainingStates(ObjectStore store, CheckpointKeys keys, String run) {
    this.store = store;
    this.keys = keys;
    this.run = run;
  }

  /** After which steps the run was saved, newest first. */
  public List<Long> steps() throws IOException {
    return store.list(keys.states(run)).stream()
        .flatMapToLong(key -> keys.stepOfState(run, key).stream())
        .boxed()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** The record of the state after {@code step} steps; its tensors are not looked at. */
  public TrainingState record(long step) throws IOException, CheckpointException {
    TrainingState record;
    try {
      byte[] bytes = store.read(keys.state(run, step), MAX_RECORD_BYTES);
      record = RecordCodec.decode("state", bytes, TrainingState.newBuilder()).build();
    } catch (NoSuchObjectException e) {
      throw new IncompleteCheckpointException("state: " + e.getMessage(), e);
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("state: " + e.getMessage(), e);
    }
    if (record.getSchema() != SCHEMA) {
      throw new WrongCheckpointException(
          "schema is " + record.getSchema() + "; this trainer knows " + SCHEMA);
    }
    if (!record.getRun().equals(run) || record.getStep() != step) {
      throw new WrongCheckpointException(
          String.format(
              Locale.ROOT,
              "state is of step %d of run '%s', not of step %d of '%s'",
              record.getStep(),
              record.getRun(),
              step,
              run));
    }
    return record;
  }

  /**
   * The state of {@code record}, whole.
   *
   * @param expected the tensors that it has to have, no more and no fewer
   */
  public SavedState load(TrainingState record, Map<String, Shape> expected)
      throws IOException, CheckpointException {
    byte[] file = tensors(record.getTensors());
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, ByteBuffer> tensor : Safetensors.tensors(file, expected).entrySet()) {
      float[] values = new float[tensor.getValue().remaining() / Float.BYTES];
      tensor.getValue().asFloatBuffer().get(values);
      Shape shape = expected.getOrDefault(tensor.getKey(), new Shape());
      tensors.put(tensor.getKey(), new HostTensor(shape, values));
    }
    return new SavedState(record, tensors);
  }

  private byte[] tensors(Blob blob) throws IOException, CheckpointException {
    String key = keys.blob(VerifiedObject.digest("tensors", blob));
    return VerifiedObject.read(store, key, "tensors", blob, MAX_TENSOR_BYTES);
  }

  /**
   * Saves a state, if {@code fence} is held once its tensors are there.
   *
   * @param state whose schema, run and tensors are filled in
   * @return false: there is a state of that step already, and stays
   * @throws FencedException if the fence is not held; nothing was saved
   * @throws IOException if the store failed, or a clean-up is removing such tensors; the state is
   *     there, whole, or not at all
   */
  public boolean save(TrainingState state, Map<String, HostTensor> tensors, Fence fence)
      throws IOException, FencedException {
    BlobUpload upload = new BlobUpload(store, clock);
    Blob blob = upload.add(Safetensors.encode(tensors));
    if (upload.stale()) {
      upload.rewrite();
    }
    upload.secure();
    TrainingState record = state.toBuilder().setSchema(SCHEMA).setRun(run).setTensors(blob).build();
    fence.requireHeld();
    return store.putIfAbsent(keys.state(run, record.getStep()), RecordCodec.encode(record));
  }

  /** Removes the records of all states but the newest; their tensors are left to clean-ups. */
  public void keepNewest(int count) throws IOException {
    for (long step : steps().stream().skip(count).toList()) {
      store.delete(keys.state(run, step));
    }
  }
}
