package dev.digitgan.store;

import java.io.IOException;

/** An object is larger than its reader is prepared for. */
public final class ObjectTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  public ObjectTooLargeException(String store, String key, long maxBytes) {
    super(
        "object " + key + " in " + store + " has more than the " + maxBytes + " bytes it may have");
  }
}
