package dev.digitgan.store;

import java.net.URI;
import java.nio.file.Path;

/** Stores by name: {@code file:///...} or a path. */
public final class StoreUri {
  private StoreUri() {}

  /**
   * Opens the store that {@code location} names. Nothing is read or written yet.
   *
   * @throws IllegalArgumentException if it names no store; the message says what can be named
   */
  public static ObjectStore open(String location) {
    if (location.isBlank()) {
      throw new IllegalArgumentException(
          "store: empty; name a directory, e.g. file:///var/digitgan");
    }
    if (location.startsWith("file:")) {
      try {
        return new DirectoryStore(Path.of(URI.create(location)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "store '"
                + location
                + "': "
                + e.getMessage()
                + "; a directory is file:///absolute/path",
            e);
      }
    }
    if (location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new IllegalArgumentException(
          "store '"
              + location
              + "': unknown scheme; a directory is file:///absolute/path or a path");
    }
    return new DirectoryStore(Path.of(location));
  }
}
