package dev.digitgan.store.location;

import dev.digitgan.file.GivenText;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.DirectorySync;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.s3.S3Location;
import dev.digitgan.store.s3.S3Store;
import java.net.URI;
import java.nio.file.Path;

/** Stores by name: {@code file:///...}, a path, or {@code s3://bucket/prefix}. */
public final class StoreUri {
  private StoreUri() {}

  /** {@link #open(String, StoreEnvironment)} in the environment of this process. */
  public static ObjectStore open(String location) {
    return open(location, StoreEnvironment.ofProcess());
  }

  /**
   * Opens the store that {@code location} names. Nothing is read or written yet.
   *
   * @throws IllegalArgumentException if it names no store, or the environment is wrong about it;
   *     the message says what can be named
   */
  public static ObjectStore open(String location, StoreEnvironment environment) {
    return open(location, environment, DirectorySync.FORCED);
  }

  /** {@link #open(String)}, to write to it: {@code sync} is how, where it is a directory. */
  public static ObjectStore open(String location, DirectorySync sync) {
    return open(location, StoreEnvironment.ofProcess(), sync);
  }

  private static ObjectStore open(
      String location, StoreEnvironment environment, DirectorySync sync) {
    if (location.isBlank()) {
      throw new IllegalArgumentException(
          "store: empty; name a directory, e.g. file:///var/digitgan, or s3://bucket/prefix");
    }
    GivenText.problem(location)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(
                  "store '" + GivenText.visible(location) + "' " + problem);
            });
    if (location.startsWith("s3:")) {
      return S3Store.open(S3Location.parse(location), environment.s3(), environment.credentials());
    }
    if (location.startsWith("file:")) {
      return new DirectoryStore(path(location), sync);
    }
    if (location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new IllegalArgumentException(
          "store '"
              + location
              + "': unknown scheme; a store is file:///absolute/path, a path or s3://bucket/prefix");
    }
    return new DirectoryStore(Path.of(location), sync);
  }

  private static Path path(String uri) {
    try {
      return Path.of(URI.create(uri));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "store '" + uri + "': " + e.getMessage() + "; a directory is file:///absolute/path", e);
    }
  }
}
