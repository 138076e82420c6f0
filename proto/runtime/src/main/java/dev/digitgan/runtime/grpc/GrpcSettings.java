package dev.digitgan.runtime.grpc;

/**
 * The addresses of a service's gRPC ports, and what they accept.
 *
 * @param bindAddress a host name or address; "*" is every interface
 * @param port of the service itself; 0 = any free port
 * @param adminPort of health and channelz, always in plain text; 0 = any free port
 * @param maxRequestBytes larger requests are refused before they are parsed
 * @param handlerThreadCount threads that run the services' handlers, which must not block
 */
public record GrpcSettings(
    String bindAddress,
    int port,
    int adminPort,
    int maxRequestBytes,
    int handlerThreadCount,
    Transport transport) {
  /** The limit for our own services, whose requests are a few dozen bytes. */
  public static final int SMALL_REQUEST_BYTES = 64 * 1024;

  public GrpcSettings {
    if (bindAddress.isBlank()) {
      throw new IllegalArgumentException("the bind address is empty; \"*\" is every interface");
    }
    if (maxRequestBytes < 1 || handlerThreadCount < 1) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** Makes settings with {@link Transport#OPEN}. */
  public GrpcSettings(
      String bindAddress, int port, int adminPort, int maxRequestBytes, int handlerThreadCount) {
    this(bindAddress, port, adminPort, maxRequestBytes, handlerThreadCount, Transport.OPEN);
  }
}
