package dev.digitgan.checkpoint.dataset;

import static com.google.common.base.Preconditions.checkArgument;
import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The data sets of a store. A set's files are blobs, and its index names them.
 *
 * <p>Methods block on the store. They throw {@link IOException} when the store fails, where trying
 * again may help, and {@link CheckpointException} when the data set is incomplete or wrong.
 */
public record DataSets(ObjectStore store) {
  private static final int SCHEMA = 2;

  /** The schema of sets whose files lie next to their index. */
  private static final int FILES_NEXT_TO_INDEX = 1;

  private static final long MAX_INDEX_BYTES = 1 << 20;
  public static final long MAX_FILE_BYTES = 1L << 29;

  /** The index of the data set {@code name}; its files are not read. */
  public DataSetIndex index(String name) throws IOException, CheckpointException {
    String key = CheckpointKeys.dataSetIndex(name);
    return find(name).orElseThrow(() -> new NoSuchObjectException(store, key, null));
  }

  private Optional<DataSetIndex> find(String name) throws IOException, CheckpointException {
    String key = CheckpointKeys.dataSetIndex(name);
    Optional<byte[]> record = RecordCodec.find(store, key, "index", MAX_INDEX_BYTES);
    return record.isPresent() ? Optional.of(decode(name, record.get())) : Optional.empty();
  }

  private static DataSetIndex decode(String name, byte[] record) throws CheckpointException {
    DataSetIndex index = RecordCodec.decode("index", record, DataSetIndex.newBuilder()).build();
    check(
        index.getSchema() == SCHEMA || index.getSchema() == FILES_NEXT_TO_INDEX,
        "index.schema is %s; this reader knows %s and %s",
        index.getSchema(),
        FILES_NEXT_TO_INDEX,
        SCHEMA);
    check(
        index.getName().equals(name),
        "index.name is '%s' in the data set '%s'",
        index.getName(),
        name);
    for (DataSetFile file : index.getFilesList()) {
      CheckpointException.parse(
          "index.files", () -> CheckpointKeys.requireName("file", file.getName()));
      blobKey(file);
    }
    return index;
  }

  private static String blobKey(DataSetFile file) throws CheckpointException {
    return CheckpointKeys.blob(VerifiedObject.digest(file.getName(), file.getContent()));
  }

  /** Reads and verifies one file of the data set {@code name}. */
  public byte[] read(String name, DataSetFile file) throws IOException, CheckpointException {
    String key = blobKey(file);
    String nextToIndex = CheckpointKeys.dataSetFile(name, file.getName());
    if (store.stat(key).isEmpty() && store.stat(nextToIndex).isPresent()) {
      key = nextToIndex;
    }
    return VerifiedObject.read(store, key, file.getName(), file.getContent(), MAX_FILE_BYTES);
  }

  /**
   * Publishes a data set: first the files, then the index, only if the name is free. Of several
   * publishers one wins, and its set is whole. Publishing the same files again restores those that
   * are missing or damaged, and changes nothing else.
   *
   * @param files by their names, e.g. "train-images-idx3-ubyte.gz"; do not change them meanwhile
   * @return the index that the store now has
   * @throws CheckpointException if the store has a data set of that name with other files
   * @throws IOException if the store failed, or a clean-up is removing a file; try again
   * @throws IllegalArgumentException if a name or file is not valid, or there are no files
   */
  public DataSetIndex publish(String name, Map<String, byte[]> files)
      throws IOException, CheckpointException {
    DataSetIndex index = describe(name, files);
    Optional<DataSetIndex> earlier = find(name);
    if (earlier.isEmpty() && commit(index, files)) {
      return index;
    }
    DataSetIndex found = earlier.isPresent() ? earlier.get() : index(name);
    check(
        found.getFilesList().equals(index.getFilesList()),
        "data set '%s' exists with other files; choose another name",
        name);
    restore(found, files);
    return found;
  }

  private static DataSetIndex describe(String name, Map<String, byte[]> files) {
    checkArgument(!files.isEmpty(), "data set '%s' has no files", name);
    DataSetIndex.Builder index = DataSetIndex.newBuilder().setSchema(SCHEMA).setName(name);
    new TreeMap<>(files)
        .forEach(
            (file, bytes) -> {
              checkArgument(
                  !CheckpointKeys.dataSetFile(name, file).equals(CheckpointKeys.dataSetIndex(name))
                      && bytes.length <= MAX_FILE_BYTES,
                  "file '%s' of %s bytes cannot be in a data set",
                  file,
                  bytes.length);
              index.addFilesBuilder().setName(file).setContent(VerifiedObject.describe(bytes));
            });
    return index.build();
  }

  /** Writes the set; false if another set of that name, or perhaps this one, was first. */
  private boolean commit(DataSetIndex index, Map<String, byte[]> files) throws IOException {
    BlobUpload upload = new BlobUpload(store, InstantSource.system());
    for (DataSetFile file : index.getFilesList()) {
      upload.add(bytes(file, files));
    }
    upload.secure();
    String key = CheckpointKeys.dataSetIndex(index.getName());
    try {
      return store.putIfAbsent(key, RecordCodec.encode(index));
    } catch (OutcomeUnknownException e) {
      if (store.stat(key).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  /** Writes missing and damaged files. The index names them, so that no clean-up removes them. */
  private void restore(DataSetIndex index, Map<String, byte[]> files)
      throws IOException, CheckpointException {
    for (DataSetFile file : index.getFilesList()) {
      // A trainer that reads only the first schema looks for the files next to the index.
      String key =
          index.getSchema() == FILES_NEXT_TO_INDEX
              ? CheckpointKeys.dataSetFile(index.getName(), file.getName())
              : blobKey(file);
      byte[] bytes = bytes(file, files);
      if (!holds(key, bytes)) {
        store.put(key, bytes);
      }
    }
  }

  private boolean holds(String key, byte[] bytes) throws IOException {
    try {
      return Sha256.of(store.read(key, bytes.length)).equals(Sha256.of(bytes));
    } catch (NoSuchObjectException | ObjectTooLargeException e) {
      return false;
    }
  }

  private static byte[] bytes(DataSetFile file, Map<String, byte[]> files) {
    return files.getOrDefault(file.getName(), new byte[0]);
  }
}
