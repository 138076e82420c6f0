package dev.digitgan.checkpoint.run;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The states of one run, from which it can resume as if it had never stopped. A state is saved like
 * a version: the tensors first, then the record, only if its key is free.
 *
 * <p>Methods block on the store. They throw {@link IOException} when the store fails, where trying
 * again may help, and {@link CheckpointException} when the state is incomplete or wrong.
 */
public record TrainingStates(ObjectStore store, CheckpointKeys keys, String run) {
  static final int SCHEMA = 1;
  private static final long MAX_RECORD_BYTES = 1 << 20;
  private static final long MAX_TENSOR_BYTES = 1L << 30;

  /** A saved state, verified; the tensors by their names in the file. */
  public record SavedState(TrainingState record, Map<String, HostTensor> tensors) {
    public SavedState {
      tensors = Map.copyOf(tensors);
    }

    /** The tensor {@code name}, one of those that {@link #load} expected. */
    public HostTensor tensor(String name) {
      HostTensor tensor = tensors.get(name);
      if (tensor == null) {
        throw new IllegalArgumentException("no tensor '" + name + "'");
      }
      return tensor;
    }
  }

  /** The steps of the saved states, newest first. */
  public List<Long> steps() throws IOException {
    return store.list(keys.states(run)).stream()
        .flatMapToLong(key -> keys.stepOfState(run, key).stream())
        .boxed()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** The record of the state after {@code step} steps; its tensors are not read. */
  public TrainingState record(long step) throws IOException, CheckpointException {
    byte[] bytes = RecordCodec.read(store, keys.state(run, step), "state", MAX_RECORD_BYTES);
    TrainingState record = RecordCodec.decode("state", bytes, TrainingState.newBuilder()).build();
    check(
        record.getSchema() == SCHEMA,
        "schema is %s; this trainer knows %s",
        record.getSchema(),
        SCHEMA);
    check(
        record.getRun().equals(run) && record.getStep() == step,
        "state is of step %s of run '%s', not of step %s of '%s'",
        record.getStep(),
        record.getRun(),
        step,
        run);
    return record;
  }

  /** Reads the state of {@code record}, which must have exactly the {@code expected} tensors. */
  public SavedState load(TrainingState record, Map<String, Shape> expected)
      throws IOException, CheckpointException {
    Blob blob = record.getTensors();
    String key = CheckpointKeys.blob(VerifiedObject.digest("tensors", blob));
    byte[] file = VerifiedObject.read(store, key, "tensors", blob, MAX_TENSOR_BYTES);
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, ByteBuffer> tensor : Safetensors.tensors(file, expected).entrySet()) {
      float[] values = new float[tensor.getValue().remaining() / Float.BYTES];
      tensor.getValue().asFloatBuffer().get(values);
      Shape shape = expected.getOrDefault(tensor.getKey(), new Shape());
      tensors.put(tensor.getKey(), new HostTensor(shape, values));
    }
    return new SavedState(record, tensors);
  }

  /**
   * Saves a state if {@code fence} is still held after its tensors are written.
   *
   * @param state whose schema, run and tensors are filled in
   * @return false if a state of that step exists already; it stays
   * @throws FencedException if the fence is not held; nothing was saved
   * @throws IOException if the store failed, or a clean-up is removing such tensors; the state is
   *     there, whole, or not at all
   */
  public boolean save(TrainingState state, Map<String, HostTensor> tensors, Fence fence)
      throws IOException, FencedException {
    BlobUpload upload = new BlobUpload(store, InstantSource.system());
    Blob blob = upload.add(Safetensors.encode(tensors));
    upload.secure();
    TrainingState record = state.toBuilder().setSchema(SCHEMA).setRun(run).setTensors(blob).build();
    fence.requireHeld();
    return store.putIfAbsent(keys.state(run, record.getStep()), RecordCodec.encode(record));
  }

  /** Removes the records of older states; clean-ups remove their tensors. */
  public void keepNewest(int count) throws IOException {
    for (long step : steps().stream().skip(count).toList()) {
      store.delete(keys.state(run, step));
    }
  }
}
