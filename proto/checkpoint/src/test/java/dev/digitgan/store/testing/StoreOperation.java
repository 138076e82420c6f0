package dev.digitgan.store.testing;

/**
 * A call on a store.
 *
 * @param number from 1, in the order in which calls began
 * @param key that of the object, or the prefix of a listing
 */
public record StoreOperation(int number, Kind kind, String key) {
  /** What is done. */
  public enum Kind {
    READ,
    STAT,
    PUT_IF_ABSENT,
    PUT,
    DELETE,
    LIST
  }
}
