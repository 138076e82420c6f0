package dev.digitgan.runtime.grpc;

import dev.digitgan.runtime.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a main port deals with its clients.
 *
 * @param tls empty: plain text
 * @param tokenFile of the tokens that are asked for; empty: none
 * @param reloadPeriod between two looks whether one of these files has changed
 * @param tracedAs the service's name in traces, where the environment gives none; empty: no tracing
 */
public record Transport(
    Optional<TlsFiles> tls,
    Optional<Path> tokenFile,
    Duration reloadPeriod,
    ConnectionLimits connections,
    Optional<String> tracedAs) {
  /** Kubernetes itself takes up to a minute to replace a secret's files. */
  public static final Duration RELOAD_PERIOD = Duration.ofSeconds(5);

  /** Plain text for everybody, with the default limits. */
  public static final Transport OPEN =
      new Transport(
          Optional.empty(),
          Optional.empty(),
          RELOAD_PERIOD,
          ConnectionLimits.DEFAULT,
          Optional.empty());
}
