package dev.digitgan.cli.connection;

import java.security.Security;

/**
 * The JDK remembers the addresses of a name for 30 s, and for 10 s that it has none; gRPC remembers
 * them too. A fleet's name gains and loses addresses faster than that.
 */
public final class AddressCache {
  private static final String TTL = "networkaddress.cache.ttl";
  private static final String NEGATIVE_TTL = "networkaddress.cache.negative.ttl";

  private AddressCache() {}

  /** From now on every look-up asks anew. To be called before the first one of the process. */
  public static void turnOff() {
    Security.setProperty(TTL, "0");
    Security.setProperty(NEGATIVE_TTL, "0");
    System.setProperty(TTL, "0"); // It is by the system's property that gRPC goes.
  }
}
