package dev.digitgan.trainer.data;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data set that a location names, in a store.
 *
 * @param store its URI
 */
record StoreDataSet(String store, String name) {
  private static final String IN_OUR_STORE = "store:";
  private static final Pattern URI =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+:.*)/datasets/([^/]+)/?");
  private static final Pattern SCHEME = Pattern.compile("(file:|[A-Za-z][A-Za-z0-9+.-]+://).*");

  /**
   * Empty for the path of a directory.
   *
   * @param ourStore what "store:" stands for; null: nothing
   */
  static Optional<StoreDataSet> parse(String location, @Nullable String ourStore)
      throws DataException {
    if (location.startsWith(IN_OUR_STORE) && ourStore != null) {
      return Optional.of(new StoreDataSet(ourStore, location.substring(IN_OUR_STORE.length())));
    }
    Matcher uri = URI.matcher(location);
    if (uri.matches()) {
      return Optional.of(new StoreDataSet(uri.group(1), uri.group(2)));
    }
    if (SCHEME.matcher(location).matches() || location.startsWith(IN_OUR_STORE)) {
      throw new DataException(
          location
              + ": names no data set; that is a directory, store:NAME (in --store) or"
              + " STORE/datasets/NAME, e.g. s3://bucket/prefix/datasets/mnist");
    }
    return Optional.empty();
  }
}
