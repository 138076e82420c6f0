package dev.digitgan.trainer.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param location a directory of IDX files, or a data set of a store; null or blank: none was named
 * @param cacheDirectory where downloads are kept; need not exist
 * @param embeddedImageCount size of each split, should the fallback be taken
 * @param store what "store:" in a location stands for; null: nothing
 */
public record DataRequest(
    @Nullable String location,
    Path cacheDirectory,
    Fallback fallback,
    int embeddedImageCount,
    @Nullable String store) {
  public DataRequest {
    location = location == null || location.isBlank() ? null : location;
    if (embeddedImageCount <= 0) {
      throw new IllegalArgumentException("embeddedImageCount " + embeddedImageCount);
    }
  }

  /** With {@link EmbeddedDigits#DEFAULT_COUNT} images, should the fallback be taken. */
  public static DataRequest of(@Nullable String location, Path cacheDirectory, Fallback fallback) {
    return new DataRequest(location, cacheDirectory, fallback, EmbeddedDigits.DEFAULT_COUNT, null);
  }

  /** The same, where "store:NAME" is a data set in {@code uri}. */
  public DataRequest withStore(String uri) {
    return new DataRequest(location, cacheDirectory, fallback, embeddedImageCount, uri);
  }

  /**
   * Where the XDG base directory specification puts our downloads.
   *
   * @param xdgCacheHome the variable's value; as specified, ignored unless absolute
   */
  public static Path defaultCacheDirectory(@Nullable String xdgCacheHome, Path home) {
    boolean usable =
        xdgCacheHome != null && !xdgCacheHome.isBlank() && Path.of(xdgCacheHome).isAbsolute();
    Path caches = usable ? Path.of(xdgCacheHome) : home.resolve(".cache");
    return caches.resolve("digitgan").resolve("mnist");
  }
}
