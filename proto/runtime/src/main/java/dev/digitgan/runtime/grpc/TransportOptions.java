package dev.digitgan.runtime.grpc;

import dev.digitgan.command.ProgramOptions;
import dev.digitgan.runtime.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Picocli mixin: how a service's main port deals with its clients. The options are made here, not
 * by annotations, because each service has variables of its own.
 */
@Command
public final class TransportOptions {
  private static final List<String> COLLECTORS =
      List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  private final String variables;
  private final Map<String, String> environment;
  private final OptionSpec tlsCertificate;
  private final OptionSpec tlsKey;
  private final OptionSpec tlsClientAuthorities;
  private final OptionSpec tokenFile;
  private final OptionSpec maxConnectionAge;
  private final OptionSpec maxConnectionAgeGrace;
  private final OptionSpec maxConnectionIdle;
  private final OptionSpec maxConnectionCalls;
  private final OptionSpec maxConnections;
  private final OptionSpec tracing;

  /**
   * @param variables what the names of its variables begin with: "DIGITGAN_GENERATOR"
   */
  public TransportOptions(String variables) {
    this(variables, System.getenv());
  }

  TransportOptions(String variables, Map<String, String> environment) {
    this.variables = variables;
    this.environment = environment;
    ConnectionLimits defaults = ConnectionLimits.DEFAULT;
    tlsCertificate =
        file(
            "--tls-cert",
            "PEM file of the server's certificate chain: turns TLS on for the main port. It and the"
                + " other files here are read anew when they change.");
    tlsKey = file("--tls-key", "PEM file of the certificate's key, not encrypted.");
    tlsClientAuthorities =
        file(
            "--tls-client-ca",
            "PEM file of authorities: only clients with a certificate of theirs are served.");
    tokenFile =
        file(
            "--token-file",
            "File of lines \"subject token\": only calls with one of the tokens are answered. Health"
                + " and reflection stay open.");
    maxConnectionAge =
        option(
            "--max-connection-age",
            "TIME",
            Duration.class,
            text(defaults.maxAge()),
            "When a client is told to connect anew, so that it finds replicas that were added.");
    maxConnectionAgeGrace =
        option(
            "--max-connection-age-grace",
            "TIME",
            Duration.class,
            text(defaults.maxAgeGrace()),
            "How long calls that are open then may go on; a watch or a long stream is cut off.");
    maxConnectionIdle =
        option(
            "--max-connection-idle",
            "TIME",
            Duration.class,
            text(defaults.maxIdle()),
            "When a connection without calls is closed.");
    maxConnectionCalls =
        option(
            "--max-connection-calls",
            "N",
            Integer.class,
            Integer.toString(defaults.maxCalls()),
            "Most calls of one connection at a time; further ones wait at the client.");
    maxConnections =
        option(
            "--max-connections",
            "N",
            Integer.class,
            Integer.toString(defaults.maxConnections()),
            "Most connections at a time; further ones are closed. By default half the files that the"
                + " process may open, at most 10000.");
    tracing =
        option(
            "--tracing",
            "WHERE",
            Traced.class,
            "auto",
            "Traces of calls: otlp sends them as OpenTelemetry's OTEL_... variables say, off sends"
                + " none, auto sends them where OTEL_EXPORTER_OTLP_ENDPOINT or"
                + " OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set.");
  }

  /** Whether calls are traced. */
  private enum Traced {
    AUTO,
    OFF,
    OTLP
  }

  @Spec(Spec.Target.MIXEE)
  void addTo(CommandSpec command) {
    for (OptionSpec option :
        List.of(
            tlsCertificate,
            tlsKey,
            tlsClientAuthorities,
            tokenFile,
            maxConnectionAge,
            maxConnectionAgeGrace,
            maxConnectionIdle,
            maxConnectionCalls,
            maxConnections,
            tracing)) {
      command.addOption(option);
    }
  }

  /** IllegalArgumentException where values do not go together. */
  public Transport transport() {
    return new Transport(
        tls(),
        path(tokenFile),
        Transport.RELOAD_PERIOD,
        new ConnectionLimits(
            value(maxConnectionAge, Duration.class),
            value(maxConnectionAgeGrace, Duration.class),
            value(maxConnectionIdle, Duration.class),
            value(maxConnectionCalls, Integer.class),
            value(maxConnections, Integer.class)),
        isTraced()
            ? Optional.of(variables.toLowerCase(Locale.ROOT).replace('_', '-'))
            : Optional.empty());
  }

  private boolean isTraced() {
    return switch (value(tracing, Traced.class)) {
      case OFF -> false;
      case OTLP -> true;
      case AUTO ->
          COLLECTORS.stream()
              .anyMatch(variable -> !environment.getOrDefault(variable, "").isBlank());
    };
  }

  private Optional<TlsFiles> tls() {
    Optional<Path> certificate = path(tlsCertificate);
    Optional<Path> key = path(tlsKey);
    Optional<Path> authorities = path(tlsClientAuthorities);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("--tls-cert and --tls-key go together");
    }
    if (authorities.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException("--tls-client-ca is nothing without --tls-cert");
    }
    return certificate.flatMap(chain -> key.map(file -> new TlsFiles(chain, file, authorities)));
  }

  private OptionSpec file(String name, String description) {
    return option(name, "FILE", Path.class, Option.NULL_VALUE, description);
  }

  private OptionSpec option(
      String name, String label, Class<?> type, String defaultValue, String description) {
    return new ProgramOptions(variables).option(name, label, type, defaultValue, description);
  }

  private static String text(Duration time) {
    return time.toMinutes() + "m";
  }

  private static Optional<Path> path(OptionSpec option) {
    @Nullable Path path = option.getValue();
    return Optional.ofNullable(path);
  }

  private static <T> T value(OptionSpec option, Class<T> type) {
    return type.cast(Objects.requireNonNull(option.getValue(), option.longestName()));
  }
}
