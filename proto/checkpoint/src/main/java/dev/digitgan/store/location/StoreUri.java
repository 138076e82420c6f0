package dev.digitgan.store.location;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.file.GivenText;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.DirectorySync;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.s3.S3Location;
import dev.digitgan.store.s3.S3Store;
import java.net.URI;
import java.nio.file.Path;

/** Opens stores by name: {@code file:///...}, a path, or {@code s3://bucket/prefix}. */
public final class StoreUri {
  private StoreUri() {}

  /** Opens a store with the environment of this process. */
  public static ObjectStore open(String location) {
    return open(location, StoreEnvironment.ofProcess());
  }

  /** Opens the store at {@code location}; nothing is read or written yet. */
  public static ObjectStore open(String location, StoreEnvironment environment) {
    return open(location, environment, DirectorySync.FORCED);
  }

  /** Opens a store to write to; {@code sync} is for a store in a directory. */
  public static ObjectStore open(String location, DirectorySync sync) {
    return open(location, StoreEnvironment.ofProcess(), sync);
  }

  private static ObjectStore open(
      String location, StoreEnvironment environment, DirectorySync sync) {
    checkArgument(
        !location.isBlank(),
        "store: empty; name a directory, e.g. file:///var/digitgan, or s3://bucket/prefix");
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
    checkArgument(
        !location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*"),
        "store '%s': unknown scheme; a store is file:///absolute/path, a path or"
            + " s3://bucket/prefix",
        location);
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
