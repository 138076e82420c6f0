package dev.digitgan.checkpoint.blob;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.Optional;

/** Objects whose size and digest are known. */
public final class VerifiedObject {
  private static final int REREADS = 3;

  private VerifiedObject() {}

  /**
   * The object {@code key}, if it is what {@code expected} says. Damage on the way looks like
   * damage in the store, so an object counts as damaged only when it was read so several times.
   *
   * @param field of the record that says so, for messages
   * @param maxBytes that are accepted, whatever the record says
   * @throws IncompleteCheckpointException if there is none, or it has fewer bytes
   * @throws WrongCheckpointException if it is another
   */
  public static byte[] read(
      ObjectStore store, String key, String field, Blob expected, long maxBytes)
      throws IOException, CheckpointException {
    if (expected.getSizeBytes() < 0 || expected.getSizeBytes() > maxBytes) {
      throw new WrongCheckpointException(field + ".size_bytes is " + expected.getSizeBytes());
    }
    Sha256 digest = digest(field, expected);
    String difference = "";
    Optional<StoredObject> before = Optional.empty();
    for (int read = 0; read <= REREADS; read++) {
      if (read > 0) {
        before = store.stat(key);
      }
      try {
        byte[] bytes = store.read(key, expected.getSizeBytes());
        if (bytes.length < expected.getSizeBytes()) {
          throw new IncompleteCheckpointException(
              field + " has " + bytes.length + " bytes, not " + expected.getSizeBytes());
        }
        Sha256 actual = Sha256.of(bytes);
        if (actual.equals(digest)) {
          return bytes;
        }
        difference = field + " has digest " + actual + ", not " + digest;
      } catch (NoSuchObjectException e) {
        throw new IncompleteCheckpointException(field + ": " + e.getMessage(), e);
      } catch (ObjectTooLargeException e) {
        difference = field + ": " + e.getMessage();
      }
    }
    if (before.isEmpty()) {
      throw new IncompleteCheckpointException(field + " was being written: " + key);
    }
    throw new WrongCheckpointException(difference, before.get());
  }

  /** {@code bytes} as a record names them. */
  public static Blob describe(byte[] bytes) {
    return Blob.newBuilder()
        .setDigest(Sha256.of(bytes).toString())
        .setSizeBytes(bytes.length)
        .build();
  }

  public static Sha256 digest(String field, Blob blob) throws CheckpointException {
    try {
      return Sha256.parse(blob.getDigest());
    } catch (IllegalArgumentException e) {
      throw new WrongCheckpointException(field + ".digest: " + e.getMessage(), e);
    }
  }
}
