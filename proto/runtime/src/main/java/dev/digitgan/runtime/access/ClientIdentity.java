package dev.digitgan.runtime.access;

import io.grpc.Context;
import java.util.Locale;

/**
 * Who a call comes from: its token's subject, else its certificate, else its address. What is
 * shared out fairly among clients is shared out by this.
 *
 * @param name of a token its subject; of a certificate its subject (RFC 2253), else its first URI
 *     or DNS name, so that a renewed certificate is the same client; of an address the numbers
 *     without the port
 */
public record ClientIdentity(Kind kind, String name) {
  /** Where the service learned the name. The same name of two kinds is two clients. */
  public enum Kind {
    TOKEN,
    CERTIFICATE,
    ADDRESS
  }

  private static final ClientIdentity UNKNOWN = new ClientIdentity(Kind.ADDRESS, "unknown");
  private static final Context.Key<ClientIdentity> KEY =
      Context.keyWithDefault("dev.digitgan.client", UNKNOWN);

  /**
   * Of the call that this thread handles now. A handler that goes on elsewhere keeps it: other
   * threads are told one client, {@code ADDRESS} "unknown", as is whatever is no call.
   */
  public static ClientIdentity current() {
    return KEY.get();
  }

  Context in(Context context) {
    return context.withValue(KEY, this);
  }

  /** E.g. "token:alice". */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }
}
