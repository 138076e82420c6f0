package dev.digitgan.checkpoint.dataset;

import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;

/**
 * Reads data sets of a store.
 *
 * <p>Methods block on the store. They throw {@link IOException} when the store fails, where trying
 * again may help, and {@link CheckpointException} when the data set is not whole, or wrong.
 */
public final class DataSetReader {
  /** The schema that is written: the files of a set are blobs. */
  static final int SCHEMA = 2;

  /** The schema of sets whose files lie next to their index. */
  static final int FILES_BESIDE = 1;

  static final long MAX_INDEX_BYTES = 1 << 20;

  /** Largest file that is read. */
  public static final long MAX_FILE_BYTES = 1L << 29;

  private final ObjectStore store;

  public DataSetReader(ObjectStore store) {
    this.store = store;
  }

  /**
   * What {@code name} holds; its files are not looked at.
   *
   * @throws NoSuchObjectException if there is no such data set
   * @throws IllegalArgumentException if no data set can have that name
   */
  public DataSetIndex index(String name) throws IOException, CheckpointException {
    DataSetIndex index;
    try {
      byte[] bytes = store.read(CheckpointKeys.dataSetIndex(name), MAX_INDEX_BYTES);
      index = RecordCodec.decode("index", bytes, DataSetIndex.newBuilder()).build();
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("index: " + e.getMessage(), e);
    }
    if (index.getSchema() != SCHEMA && index.getSchema() != FILES_BESIDE) {
      throw new WrongCheckpointException(
          "index.schema is "
              + index.getSchema()
              + "; this reader knows "
              + FILES_BESIDE
              + " and "
              + SCHEMA);
    }
    if (!index.getName().equals(name)) {
      throw new WrongCheckpointException(
          "index.name is '" + index.getName() + "' in the data set '" + name + "'");
    }
    for (DataSetFile file : index.getFilesList()) {
      requireFileName(file.getName());
      VerifiedObject.digest(file.getName(), file.getContent());
    }
    return index;
  }

  /** The bytes of one file of the data set {@code name}, verified. */
  public byte[] read(String name, DataSetFile file) throws IOException, CheckpointException {
    String key = CheckpointKeys.blobOf(VerifiedObject.digest(file.getName(), file.getContent()));
    String beside = CheckpointKeys.dataSetFile(name, file.getName());
    if (store.stat(key).isEmpty() && store.stat(beside).isPresent()) {
      key = beside; // As sets of the first schema have it.
    }
    return VerifiedObject.read(store, key, file.getName(), file.getContent(), MAX_FILE_BYTES);
  }

  private static void requireFileName(String name) throws CheckpointException {
    try {
      CheckpointKeys.requireName("file", name);
    } catch (IllegalArgumentException e) {
      throw new WrongCheckpointException("index.files: " + e.getMessage(), e);
    }
  }
}
