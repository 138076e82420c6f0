package dev.digitgan.store;

import java.io.IOException;

/** A store of this kind cannot hold checkpoints; the message says why and what to do. */
public class UnsuitableStoreException extends IOException {
  private static final long serialVersionUID = 1;

  UnsuitableStoreException(String message) {
    super(message);
  }

  UnsuitableStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
