package dev.digitgan.trainer.data;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for.
 *
 * @param location a directory of IDX files, or a data set of a store; null or blank: none was named
 * @param cacheDirectory where downloads are kept; need not exist, and is asked for only if needed
 * @param embeddedImageCount size of each split, should the fallback be taken
 * @param store what "store:" in a location stands for; null: nothing
 */
public record DataRequest(
    @Nullable String location,
    Supplier<Path> cacheDirectory,
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
  public static DataRequest of(
      @Nullable String location, Supplier<Path> cacheDirectory, Fallback fallback) {
    return new DataRequest(location, cacheDirectory, fallback, EmbeddedDigits.DEFAULT_COUNT, null);
  }

  /** The same, where "store:NAME" is a data set in {@code uri}. */
  public DataRequest withStore(String uri) {
    return new DataRequest(location, cacheDirectory, fallback, embeddedImageCount, uri);
  }
}
