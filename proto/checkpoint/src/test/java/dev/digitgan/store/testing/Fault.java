package dev.digitgan.store.testing;

/** What can go wrong between a store and its caller. */
public enum Fault {
  /** The server refuses for now; nothing happens. */
  UNAVAILABLE,
  /** The connection ends before the request is through. */
  CONNECTION_RESET,
  /** No answer comes, and the request never arrived. */
  TIMEOUT_BEFORE_EFFECT,
  /** No answer comes, though the request was carried out. */
  TIMEOUT_AFTER_EFFECT,
  /** The object comes whole, but late. */
  SLOW_READ,
  /** The object's end is missing, and nothing says so. */
  TRUNCATED_BODY,
  /** One bit of the object is another. */
  FLIPPED_BIT,
  /** The listing is an earlier one. */
  STALE_LISTING
}
