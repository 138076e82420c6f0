package dev.digitgan.outbound;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says about connections to stores and mirrors: {@code https_proxy}, {@code
 * http_proxy} and {@code no_proxy}, in lower or upper case, and {@code AWS_CA_BUNDLE}.
 */
public final class OutboundEnvironment {
  /** Names a PEM file of authorities, as for every tool of AWS. */
  public static final String CA_BUNDLE = "AWS_CA_BUNDLE";

  private final Map<String, String> variables;

  private OutboundEnvironment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  public static OutboundEnvironment of(Map<String, String> variables) {
    return new OutboundEnvironment(variables);
  }

  /** The environment of this process. */
  public static OutboundEnvironment ofProcess() {
    return of(System.getenv());
  }

  /**
   * What the variables of proxies say.
   *
   * @throws IllegalArgumentException if a variable names no proxy; the message says which
   */
  public ProxyVariables proxies() {
    return ProxyVariables.of(variables);
  }

  /**
   * Those of {@code AWS_CA_BUNDLE} and those that Java trusts; empty where the variable is not set.
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says why
   */
  public Optional<TrustedAuthorities> authorities() {
    return Optional.ofNullable(variables.get(CA_BUNDLE))
        .filter(value -> !value.isBlank())
        .map(value -> TrustedAuthorities.read(CA_BUNDLE, Path.of(value)));
  }
}
