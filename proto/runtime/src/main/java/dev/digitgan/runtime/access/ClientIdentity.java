package dev.digitgan.runtime.access;

import io.grpc.Context;
import java.util.Locale;

/**
 * The client of a call: its token's subject, else its certificate, else its address. Fair shares
 * are computed per client.
 *
 * @param name a token's subject; a certificate's subject (RFC 2253), or else its first URI or DNS
 *     name, so that a renewed certificate is the same client; an address without the port
 */
public record ClientIdentity(Kind kind, String name) {
  /** The source of the name. One name of two kinds means two clients. */
  public enum Kind {
    TOKEN,
    CERTIFICATE,
    ADDRESS
  }

  private static final ClientIdentity UNKNOWN = new ClientIdentity(Kind.ADDRESS, "unknown");
  private static final Context.Key<ClientIdentity> KEY =
      Context.keyWithDefault("dev.digitgan.client", UNKNOWN);

  /**
   * Returns the client of the call that this thread handles now. Other threads get {@code ADDRESS}
   * "unknown", so a handler that continues on one must pass the client along.
   */
  public static ClientIdentity current() {
    return KEY.get();
  }

  Context in(Context context) {
    return context.withValue(KEY, this);
  }

  /** Returns, for example, "token:alice". */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }
}
