package dev.digitgan.checkpoint.dataset;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.OutcomeUnknownException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts data sets into a store: the files as blobs, then the index that names them, only if it is
 * free. Of several publishers one wins, and its set is whole: no other touches its files.
 */
public final class DataSetPublisher {
  private DataSetPublisher() {}

  /**
   * Publishes a data set. Doing so again with the same files writes again what of them is missing
   * or damaged, and changes nothing else.
   *
   * @param files by their names, e.g. "train-images-idx3-ubyte.gz"; not changed meanwhile
   * @return what is there now
   * @throws CheckpointException if there is a data set of that name with other files, which stays
   * @throws IOException if the store failed, or a clean-up is removing part of what the set needs;
   *     publishing it again finds out what is there
   * @throws IllegalArgumentException if a name cannot be used, or there are no files
   */
  public static DataSetIndex publish(ObjectStore store, String name, Map<String, byte[]> files)
      throws IOException, CheckpointException {
    DataSetIndex index = index(name, files);
    Optional<DataSetIndex> earlier = find(store, name);
    if (earlier.isEmpty() && commit(store, index, files)) {
      return index;
    }
    DataSetIndex found = earlier.isPresent() ? earlier.get() : new DataSetReader(store).index(name);
    if (!found.getFilesList().equals(index.getFilesList())) {
      throw new WrongCheckpointException(
          "data set '" + name + "' is there with other files; choose another name");
    }
    heal(store, found, files);
    return found;
  }

  private static Optional<DataSetIndex> find(ObjectStore store, String name)
      throws IOException, CheckpointException {
    try {
      return Optional.of(new DataSetReader(store).index(name));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    }
  }

  /** False where another set of that name was first, or perhaps this one. */
  private static boolean commit(ObjectStore store, DataSetIndex index, Map<String, byte[]> files)
      throws IOException {
    BlobUpload upload = new BlobUpload(store, InstantSource.system());
    for (DataSetFile file : index.getFilesList()) {
      upload.add(bytes(file, files));
    }
    if (upload.stale()) {
      upload.rewrite();
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

  private static DataSetIndex index(String name, Map<String, byte[]> files) {
    if (files.isEmpty()) {
      throw new IllegalArgumentException("data set '" + name + "' has no files");
    }
    DataSetIndex.Builder index =
        DataSetIndex.newBuilder().setSchema(DataSetReader.SCHEMA).setName(name);
    new TreeMap<>(files)
        .forEach(
            (file, bytes) -> {
              if (CheckpointKeys.dataSetFile(name, file).equals(CheckpointKeys.dataSetIndex(name))
                  || bytes.length > DataSetReader.MAX_FILE_BYTES) {
                throw new IllegalArgumentException(
                    "file '" + file + "' of " + bytes.length + " bytes cannot be in a data set");
              }
              index.addFiles(
                  DataSetFile.newBuilder()
                      .setName(file)
                      .setContent(VerifiedObject.describe(bytes)));
            });
    return index.build();
  }

  /** The index names its blobs, so that no clean-up takes what is written here. */
  private static void heal(ObjectStore store, DataSetIndex index, Map<String, byte[]> files)
      throws IOException, CheckpointException {
    for (DataSetFile file : index.getFilesList()) {
      // A trainer that reads only the first schema finds its files where it looks for them.
      String key =
          index.getSchema() == DataSetReader.FILES_BESIDE
              ? CheckpointKeys.dataSetFile(index.getName(), file.getName())
              : CheckpointKeys.blobOf(VerifiedObject.digest(file.getName(), file.getContent()));
      byte[] bytes = bytes(file, files);
      if (!holds(store, key, bytes)) {
        store.put(key, bytes);
      }
    }
  }

  private static boolean holds(ObjectStore store, String key, byte[] bytes) throws IOException {
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
