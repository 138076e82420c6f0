package dev.digitgan.store.s3;

import static com.google.common.base.Preconditions.checkArgument;

import dev.digitgan.store.ObjectKeys;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket and a store's folder in it: empty, or a key followed by '/'. */
public record S3Location(String bucket, String prefix) {
  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?");

  public S3Location {
    if (!prefix.isEmpty()) {
      ObjectKeys.requirePrefix(prefix);
    }
  }

  /**
   * The location of {@code s3://bucket} or {@code s3://bucket/prefix}, with or without a last '/'.
   */
  public static S3Location parse(String uri) {
    Matcher matcher = URI.matcher(uri);
    checkArgument(
        matcher.matches(),
        "store '%s': a bucket is s3://bucket or s3://bucket/prefix, its name 3 to 63 lower-case"
            + " letters, digits, '.' and '-'",
        uri);
    String path = matcher.group(2) == null ? "" : matcher.group(2).substring(1);
    try {
      return new S3Location(
          matcher.group(1), path.isEmpty() || path.endsWith("/") ? path : path + "/");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("store '" + uri + "': " + e.getMessage(), e);
    }
  }

  /** The key in the bucket of the object {@code key}. */
  public String name(String key) {
    return prefix + ObjectKeys.requireKey(key);
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + prefix;
  }
}
