package dev.digitgan.store;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
   * The whole object.
   *
   * @throws NoSuchObjectException if there is none
   * @throws ObjectTooLargeException if it has more than {@code maxBytes}; no more than that is ever
   *     held in memory
   */
  byte[] read(String key, long maxBytes) throws IOException;

  /** What is known of the object without reading it, or empty if there is none. */
  Optional<StoredObject> stat(String key) throws IOException;

  /**
   * Writes the object if there is none, whole or not at all, and durable once this returns. When
   * several writers race, exactly one wins.
   *
   * @return whether this call wrote it; false: another object was there first, and stays
   * @throws OutcomeUnknownException if the object may have been written, or may be yet
   * @throws IOException if that failed and this call's object is not going to appear
   */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;

  /**
   * Writes the object over the one that is there, if any, and durable once this returns. A reader
   * sees the old one or the new one, whole. Of several writers the last wins, so this is only for
   * what may be lost: names, never what they name.
   *
   * @throws IOException if that failed; the object is then the old one or the new one
   */
  void put(String key, byte[] bytes) throws IOException;

  /**
   * Removes the object; nothing happens if there is none.
   *
   * @throws IOException if that failed; the object may be gone or there
   */
  void delete(String key) throws IOException;

  /**
   * Objects whose keys begin with {@code prefix}, which ends with '/', in the order of their keys'
   * characters. What is written or removed meanwhile may or may not be among them.
   */
  List<StoredObject> listObjects(String prefix) throws IOException;

  /** Keys that begin with {@code prefix}, as {@link #listObjects}. */
  default List<String> list(String prefix) throws IOException {
    return listObjects(prefix).stream().map(StoredObject::key).toList();
  }

  /**
   * Tries whether the place of this store can keep the promises above, as far as that can be seen
   * without writing objects, and leaves nothing behind.
   *
   * @throws UnsuitableStoreException if it cannot; the message says why and what to do
   */
  default void tryOut() throws IOException {}

  /**
   * Removes what killed writers left before {@code before}, which is no object and never becomes
   * one.
   *
   * @return how many pieces
   */
  default int removeUnfinished(Instant before) throws IOException {
    return 0;
  }

  /** The store's name for people: its URI. */
  @Override
  String toString();

  @Override
  void close();
}
