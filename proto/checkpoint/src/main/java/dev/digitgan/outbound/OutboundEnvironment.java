package dev.digitgan.outbound;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The variables for connections to stores and mirrors: {@code https_proxy}, {@code http_proxy} and
 * {@code no_proxy}, in lower or upper case, and {@code AWS_CA_BUNDLE}.
 */
public final class OutboundEnvironment {
  /** The variable that names a PEM file of authorities, as for every AWS tool. */
  public static final String CA_BUNDLE = "AWS_CA_BUNDLE";

  private final Map<String, String> variables;

  private OutboundEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  public static OutboundEnvironment of(Map<String, String> variables) {
    return new OutboundEnvironment(variables);
  }

  public static OutboundEnvironment ofProcess() {
    return of(System.getenv());
  }

  /** The proxies that the variables name; IllegalArgumentException names one that is not valid. */
  public ProxyVariables proxies() {
    return ProxyVariables.of(variables);
  }

  /**
   * Reads the authorities of {@code AWS_CA_BUNDLE}, in addition to those that Java trusts; empty if
   * the variable is not set.
   */
  public Optional<TrustedAuthorities> authorities() {
    return Optional.ofNullable(variables.get(CA_BUNDLE))
        .filter(value -> !value.isBlank())
        .map(value -> TrustedAuthorities.read(CA_BUNDLE, Path.of(value)));
  }
}
