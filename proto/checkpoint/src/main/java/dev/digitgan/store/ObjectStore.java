package dev.digitgan.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects by key. Safe for use by many threads and processes at once.
 *
 * <p>A key is one or more segments of letters, digits, '.', '_', '-' and '=' joined by '/'; no
 * segment begins with '.'. No key continues another one after a '/': a directory cannot hold both.
 * Every method blocks, and throws {@link IOException} when the store cannot be reached or answers
 * with an error: trying again later may help.
 */
public interface ObjectStore extends AutoCloseable {
  /**
   * Reads the whole object.
   *
   * @throws NoSuchObjectException if the store has no such object
   * @throws ObjectTooLargeException if it has more than {@code maxBytes}; the store never holds
   *     more than that in memory
   */
  byte[] read(String key, long maxBytes) throws IOException;

  /** What the store knows of the object without reading it; empty if there is no such object. */
  Optional<StoredObject> stat(String key) throws IOException;

  /**
   * Writes the object if its key is free: whole or not at all, and durable once this returns. When
   * several writers race, exactly one wins.
   *
   * @return false if another object was there first; it stays
   * @throws OutcomeUnknownException if the object may have been written, or may still be
   * @throws IOException if that failed and this call's object will not appear
   */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;

  /**
   * Writes the object, replacing an earlier one; it is durable once this returns. A reader sees the
   * old or the new object, whole. Of several writers the last wins, so use this only for what may
   * be lost: names, never what they name.
   *
   * @throws IOException if that failed; the object is then the old or the new one
   */
  void put(String key, byte[] bytes) throws IOException;

  /** Removes the object, if it exists; after an IOException it may or may not be gone. */
  void delete(String key) throws IOException;

  /**
   * The objects whose keys begin with {@code prefix}, which ends with '/', in the order of their
   * keys' characters. Concurrent writes and removals may or may not show.
   */
  List<StoredObject> listObjects(String prefix) throws IOException;

  /** The keys of {@link #listObjects}. */
  default List<String> list(String prefix) throws IOException {
    return listObjects(prefix).stream().map(StoredObject::key).toList();
  }

  /**
   * Tests, without writing objects, that this store can keep the promises above. Leaves nothing
   * behind.
   */
  default void tryOut() throws IOException {}

  /** Removes what killed writers left before {@code before}, and returns the number of pieces. */
  default int removeUnfinished(Instant before) throws IOException {
    return 0;
  }

  /** The store's URI. */
  @Override
  String toString();

  @Override
  void close();

  /** The store has no object of that key. */
  final class NoSuchObjectException extends IOException {
    private static final long serialVersionUID = 1;

    public NoSuchObjectException(ObjectStore store, String key, @Nullable Throwable cause) {
      super("no object " + key + " in " + store, cause);
    }
  }

  /** An object is larger than its reader accepts. */
  final class ObjectTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    public ObjectTooLargeException(ObjectStore store, String key, long maxBytes) {
      super("object " + key + " in " + store + " has more than the allowed " + maxBytes + " bytes");
    }
  }

  /**
   * A conditional write may have taken effect, or may still do so, even if the object is absent
   * now. The caller must not clean up what it wrote.
   */
  final class OutcomeUnknownException extends IOException {
    private static final long serialVersionUID = 1;

    public OutcomeUnknownException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** A store of this kind cannot hold checkpoints; the message says why and what to do. */
  final class UnsuitableStoreException extends IOException {
    private static final long serialVersionUID = 1;

    UnsuitableStoreException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
