package dev.digitgan.runtime.grpc;

import dev.digitgan.command.ProgramOptions;
import dev.digitgan.file.OptionFile;
import dev.digitgan.runtime.tls.TlsFiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** Picocli mixin: TLS, tokens, limits and tracing of a service's main port. */
public final class TransportOptions extends ProgramOptions {
  private static final List<String> COLLECTORS =
      List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

  private final String serviceName;
  private final Map<String, String> environment;
  private final OptionSpec tlsCertificate =
      addFile(
          "--tls-cert",
          "PEM file of the server's certificate chain: turns TLS on for the main port. This file"
              + " and the other files here are read again when they change.");
  private final OptionSpec tlsKey =
      addFile("--tls-key", "PEM file of the certificate's key, not encrypted.");
  private final OptionSpec tlsClientAuthorities =
      addFile(
          "--tls-client-ca",
          "PEM file of authorities: only clients with a certificate of theirs are served.");
  private final OptionSpec tokenFile =
      addFile(
          "--token-file",
          "File of lines \"subject token\": only calls with one of the tokens are answered. Health"
              + " and reflection stay open.");
  private final OptionSpec maxConnectionAge =
      addTime(
          "--max-connection-age",
          ConnectionLimits.DEFAULT.maxAge(),
          "When a client is told to reconnect, so that it finds replicas that were added.");
  private final OptionSpec maxConnectionAgeGrace =
      addTime(
          "--max-connection-age-grace",
          ConnectionLimits.DEFAULT.maxAgeGrace(),
          "How long calls that are open then may continue; a watch or a long stream is cut off.");
  private final OptionSpec maxConnectionIdle =
      addTime(
          "--max-connection-idle",
          ConnectionLimits.DEFAULT.maxIdle(),
          "When a connection without calls is closed.");
  private final OptionSpec maxConnectionCalls =
      addCount(
          "--max-connection-calls",
          ConnectionLimits.DEFAULT.maxCalls(),
          "Most calls of one connection at a time; further calls wait at the client.");
  private final OptionSpec maxConnections =
      addCount(
          "--max-connections",
          ConnectionLimits.DEFAULT.maxConnections(),
          "Most connections at a time; further ones are closed. By default half the files that the"
              + " process may open, at most 10000.");
  private final OptionSpec tracing =
      add(
          "--tracing",
          "WHERE",
          Traced.class,
          "auto",
          "Traces of calls: otlp sends them as OpenTelemetry's OTEL_... variables say, off sends"
              + " none, auto sends them if OTEL_EXPORTER_OTLP_ENDPOINT or"
              + " OTEL_EXPORTER_OTLP_TRACES_ENDPOINT is set.");

  private enum Traced {
    AUTO,
    OFF,
    OTLP
  }

  /**
   * @param variables what the names of its variables begin with: "DIGITGAN_GENERATOR"
   */
  public TransportOptions(String variables) {
    this(variables, System.getenv());
  }

  TransportOptions(String variables, Map<String, String> environment) {
    super(variables);
    this.serviceName = variables.toLowerCase(Locale.ROOT).replace('_', '-');
    this.environment = environment;
  }

  /** Throws IllegalArgumentException if values do not go together. */
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
        isTraced() ? Optional.of(serviceName) : Optional.empty());
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
    Optional<OptionFile> certificate = file(tlsCertificate);
    Optional<OptionFile> key = file(tlsKey);
    Optional<OptionFile> authorities = file(tlsClientAuthorities);
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException("--tls-cert and --tls-key go together");
    }
    if (authorities.isPresent() && certificate.isEmpty()) {
      throw new IllegalArgumentException("--tls-client-ca needs --tls-cert");
    }
    return certificate.flatMap(chain -> key.map(file -> new TlsFiles(chain, file, authorities)));
  }

  private OptionSpec addTime(String name, Duration defaultValue, String description) {
    return add(name, "TIME", Duration.class, defaultValue.toMinutes() + "m", description);
  }

  private OptionSpec addCount(String name, int defaultValue, String description) {
    return add(name, "N", Integer.class, Integer.toString(defaultValue), description);
  }
}
