package dev.digitgan.checkpoint;

import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;

/** Objects whose size and digest are known. */
final class VerifiedObject {
  private VerifiedObject() {}

  /**
   * The object {@code key}, if it is what {@code expected} says.
   *
   * @param field of the record that says so, for messages
   * @param maxBytes that are accepted, whatever the record says
   * @throws NoSuchObjectException if there is none
   * @throws CheckpointException if it is another
   */
  static byte[] read(ObjectStore store, String key, String field, Blob expected, long maxBytes)
      throws IOException, CheckpointException {
    if (expected.getSizeBytes() < 0 || expected.getSizeBytes() > maxBytes) {
      throw new CheckpointException(field + ".size_bytes is " + expected.getSizeBytes());
    }
    Sha256 digest = digest(field, expected);
    byte[] bytes;
    try {
      bytes = store.read(key, expected.getSizeBytes());
    } catch (ObjectTooLargeException e) {
      throw new CheckpointException(field + ": " + e.getMessage(), e);
    }
    if (bytes.length != expected.getSizeBytes()) {
      throw new CheckpointException(
          field + " has " + bytes.length + " bytes, not " + expected.getSizeBytes());
    }
    Sha256 actual = Sha256.of(bytes);
    if (!actual.equals(digest)) {
      throw new CheckpointException(field + " has digest " + actual + ", not " + digest);
    }
    return bytes;
  }

  /** {@code bytes} as a record names them. */
  static Blob describe(byte[] bytes) {
    return Blob.newBuilder()
        .setDigest(Sha256.of(bytes).toString())
        .setSizeBytes(bytes.length)
        .build();
  }

  static Sha256 digest(String field, Blob blob) throws CheckpointException {
    try {
      return Sha256.parse(blob.getDigest());
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(field + ".digest: " + e.getMessage(), e);
    }
  }
}
