package dev.digitgan.trainer.data;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The data that the user asked for.
 *
 * @param location a directory of IDX files, or a data set of a store; null or blank if not named
 * @param cacheDirectory for downloads; called only if needed, and need not exist
 * @param embeddedImageCount size of each split of embedded digits
 * @param store the store that "store:" in a location stands for; null if not named
 */
public record DataRequest(
    @Nullable String location,
    Supplier<Path> cacheDirectory,
    Fallback fallback,
    int embeddedImageCount,
    @Nullable String store) {
  public DataRequest {
    location = location == null || location.isBlank() ? null : location;
    checkArgument(embeddedImageCount > 0, "embeddedImageCount %s", embeddedImageCount);
  }

  public static DataRequest of(
      @Nullable String location, Supplier<Path> cacheDirectory, Fallback fallback) {
    return new DataRequest(location, cacheDirectory, fallback, EmbeddedDigits.DEFAULT_COUNT, null);
  }

  public DataRequest withStore(String uri) {
    return new DataRequest(location, cacheDirectory, fallback, embeddedImageCount, uri);
  }

  /** The data to train on when no data set is found. */
  public enum Fallback {
    /** No data: loading fails, and says what to do. */
    NONE,
    /** {@link EmbeddedDigits}. */
    EMBEDDED
  }
}
