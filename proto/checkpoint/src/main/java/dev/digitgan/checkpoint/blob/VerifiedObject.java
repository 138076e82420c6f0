package dev.digitgan.checkpoint.blob;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** Reads and describes objects by their size and digest. */
public final class VerifiedObject {
  private static final int REREADS = 3;

  private VerifiedObject() {}

  /**
   * Reads the object {@code key} and verifies it against {@code expected}, which {@code field} of a
   * record gives. Damage in transit looks like damage in the store, so an object counts as damaged
   * only after several reads.
   */
  public static byte[] read(
      ObjectStore store, String key, String field, Blob expected, long maxBytes)
      throws IOException, CheckpointException {
    long size = expected.getSizeBytes();
    CheckpointException.check(size >= 0 && size <= maxBytes, "%s.size_bytes is %s", field, size);
    Sha256 digest = digest(field, expected);
    String difference = "";
    Optional<StoredObject> before = Optional.empty();
    for (int read = 0; read <= REREADS; read++) {
      if (read > 0) {
        before = store.stat(key);
      }
      try {
        byte[] bytes = store.read(key, size);
        if (bytes.length < size) {
          throw new CheckpointException.Incomplete(
              field + " has " + bytes.length + " bytes, not " + size);
        }
        Sha256 actual = Sha256.of(bytes);
        if (actual.equals(digest)) {
          return bytes;
        }
        difference = field + " has digest " + actual + ", not " + digest;
      } catch (NoSuchObjectException e) {
        throw new CheckpointException.Incomplete(field + ": " + e.getMessage(), e);
      } catch (ObjectTooLargeException e) {
        difference = field + ": " + e.getMessage();
      }
    }
    if (before.isEmpty()) {
      throw new CheckpointException.Incomplete(field + " was being written: " + key);
    }
    throw new CheckpointException.Wrong(difference, before.get());
  }

  /** The entry for {@code bytes} in a record. */
  public static Blob describe(byte[] bytes) {
    return Blob.newBuilder()
        .setDigest(Sha256.of(bytes).toString())
        .setSizeBytes(bytes.length)
        .build();
  }

  public static Sha256 digest(String field, Blob blob) throws CheckpointException {
    return CheckpointException.parse(field + ".digest", () -> Sha256.parse(blob.getDigest()));
  }
}
