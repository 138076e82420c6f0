package dev.digitgan.store;

import java.io.IOException;
import java.util.List;

/**
 * Objects by key, written once. Safe for use by many threads and processes at once.
 *
 * <p>A key is one or more segments of letters, digits, '.', '_', '-' and '=' joined by '/'; no
 * segment begins with '.'. Every method blocks, and throws {@link IOException} when the store
 * cannot be reached or answers with an error: trying again later may help.
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

  /**
   * Writes the object if there is none, whole or not at all, and durable once this returns. When
   * several writers race, exactly one wins.
   *
   * @return whether this call wrote it; false: another object was there first, and stays
   * @throws IOException if that failed, or if its outcome is not known; {@link #read} tells
   */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;

  /** Keys that begin with {@code prefix}, which ends with '/', in the order of their characters. */
  List<String> list(String prefix) throws IOException;

  /** The store's name for people: its URI. */
  @Override
  String toString();

  @Override
  void close();
}
