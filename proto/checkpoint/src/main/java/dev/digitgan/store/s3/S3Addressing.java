package dev.digitgan.store.s3;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request names its bucket. */
public enum S3Addressing {
  /** In the path: {@code http://host/bucket/key}. What servers of one name understand. */
  PATH,

  /** In the host's name: {@code https://bucket.host/key}. */
  VIRTUAL_HOST,

  /**
   * In the path if the endpoint is an address or a name without a dot: such have no sub-domains.
   */
  AUTOMATIC;

  private static final Pattern WITHOUT_SUBDOMAINS =
      Pattern.compile("\\[.*]|[0-9]+(\\.[0-9]+){3}|[^.]+");

  /** Whether the path names the bucket at {@code endpoint}; null: that of AWS. */
  public boolean usesPath(@Nullable URI endpoint) {
    return switch (this) {
      case PATH -> true;
      case VIRTUAL_HOST -> false;
      case AUTOMATIC ->
          endpoint != null
              && endpoint.getHost() != null
              && WITHOUT_SUBDOMAINS.matcher(endpoint.getHost()).matches();
    };
  }
}
