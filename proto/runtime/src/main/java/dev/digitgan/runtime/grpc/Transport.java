package dev.digitgan.runtime.grpc;

import dev.digitgan.runtime.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The rules of a main port for its clients.
 *
 * @param tls empty: plain text
 * @param tokenFile the tokens that are required; empty: no token is
 * @param reloadPeriod how often these files are checked for changes
 * @param tracedAs the service's name in traces, unless the environment names it; empty: no tracing
 */
public record Transport(
    Optional<TlsFiles> tls,
    Optional<Path> tokenFile,
    Duration reloadPeriod,
    ConnectionLimits connections,
    Optional<String> tracedAs) {
  /** The usual period; Kubernetes itself takes up to a minute to replace a secret's files. */
  public static final Duration RELOAD_PERIOD = Duration.ofSeconds(5);

  /** Plain text for all clients, with the default limits. */
  public static final Transport OPEN =
      new Transport(
          Optional.empty(),
          Optional.empty(),
          RELOAD_PERIOD,
          ConnectionLimits.DEFAULT,
          Optional.empty());
}
