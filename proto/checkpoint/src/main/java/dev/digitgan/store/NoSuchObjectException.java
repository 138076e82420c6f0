package dev.digitgan.store;

import java.io.IOException;

/** There is no object of that key. */
public final class NoSuchObjectException extends IOException {
  private static final long serialVersionUID = 1;

  public NoSuchObjectException(String store, String key) {
    super("no object " + key + " in " + store);
  }
}
