package dev.digitgan.checkpoint;

import dev.digitgan.checkpoint.v1.DataSetFile;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Puts data sets into a store: the files, then the index that names them, only if it is free. */
public final class DataSetPublisher {
  private DataSetPublisher() {}

  /**
   * Publishes a data set; doing so again with the same files changes nothing. One that was broken
   * off before its index was written is replaced.
   *
   * @param files by their names, e.g. "train-images-idx3-ubyte.gz"; not changed meanwhile
   * @return what is there now
   * @throws CheckpointException if there is a data set of that name with other files, which stays
   * @throws IOException if the store failed; what was written is no data set yet
   * @throws IllegalArgumentException if a name cannot be used, or there are no files
   */
  public static DataSetIndex publish(ObjectStore store, String name, Map<String, byte[]> files)
      throws IOException, CheckpointException {
    DataSetIndex index = index(name, files);
    byte[] bytes = RecordCodec.encode(index);
    String key = CheckpointKeys.dataSetIndex(name);
    if (store.stat(key).isEmpty()) {
      for (DataSetFile file : index.getFilesList()) {
        put(store, CheckpointKeys.dataSetFile(name, file.getName()), file, files);
      }
      if (store.putIfAbsent(key, bytes)) {
        return index;
      }
    }
    if (!Arrays.equals(store.read(key, DataSetReader.MAX_INDEX_BYTES), bytes)) {
      throw new CheckpointException(
          "data set '" + name + "' is there with other files; choose another name");
    }
    return index;
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

  /** Replaces what lies there only if it is something else: a large upload may be tried again. */
  private static void put(
      ObjectStore store, String key, DataSetFile file, Map<String, byte[]> files)
      throws IOException {
    byte[] bytes = files.getOrDefault(file.getName(), new byte[0]);
    try {
      VerifiedObject.read(
          store, key, file.getName(), file.getContent(), DataSetReader.MAX_FILE_BYTES);
    } catch (NoSuchObjectException | CheckpointException e) {
      store.put(key, bytes);
    }
  }
}
