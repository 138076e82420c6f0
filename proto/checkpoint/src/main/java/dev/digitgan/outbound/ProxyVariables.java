package dev.digitgan.outbound;

import dev.digitgan.text.WholeNumbers;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies that {@code https_proxy} and {@code http_proxy} name, by the scheme of what is asked
 * for, save for the hosts of {@code no_proxy}. Where no variable speaks of a scheme, Java's own
 * settings hold ({@code -Dhttps.proxyHost=...}).
 */
public final class ProxyVariables extends ProxySelector {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:http://)?(?:(?<credentials>[^@/\\s]+)@)?(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])"
              + ":(?<port>[0-9]{1,5})/?");

  private final Map<String, ProxyAddress> byScheme;
  private final NoProxy exceptions;

  /**
   * Where a proxy listens.
   *
   * @param credentials "user:password" as the variable has it, percent-encoded, or empty
   */
  public record ProxyAddress(String host, int port, String credentials) {
    /** Without the credentials. */
    @Override
    public String toString() {
      return "http://" + host + ":" + port;
    }
  }

  private ProxyVariables(Map<String, ProxyAddress> byScheme, NoProxy exceptions) {
    this.byScheme = byScheme;
    this.exceptions = exceptions;
  }

  static ProxyVariables of(Map<String, String> variables) {
    Map<String, ProxyAddress> proxies = new HashMap<>();
    for (String scheme : List.of("http", "https")) {
      String name = scheme + "_proxy";
      value(variables, name).ifPresent(text -> proxies.put(scheme, address(name, text)));
    }
    return new ProxyVariables(
        Map.copyOf(proxies), NoProxy.parse(value(variables, "no_proxy").orElse("")));
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name))
        .or(() -> Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** What is refused is not told whole: it may hold a password. */
  private static ProxyAddress address(String name, String text) {
    Matcher form = ADDRESS.matcher(text);
    if (!form.matches() || WholeNumbers.parseInt(form.group("port")) > 65_535) {
      throw new IllegalArgumentException(
          name + " names no proxy: it is http://HOST:PORT or http://USER:PASSWORD@HOST:PORT");
    }
    String credentials = form.group("credentials");
    return new ProxyAddress(
        form.group("host"),
        WholeNumbers.parseInt(form.group("port")),
        credentials == null ? "" : credentials);
  }

  /** By which proxy {@code target} is asked; empty: by none that a variable names. */
  public Optional<ProxyAddress> proxyFor(URI target) {
    return exceptions.matches(target)
        ? Optional.empty()
        : Optional.ofNullable(byScheme.get(String.valueOf(target.getScheme())));
  }

  /** Whether a variable says how {@code target} is reached. */
  public boolean decides(URI target) {
    return byScheme.containsKey(String.valueOf(target.getScheme()));
  }

  @Override
  public List<Proxy> select(URI target) {
    Optional<ProxyAddress> proxy = proxyFor(target);
    if (proxy.isPresent()) {
      return List.of(
          new Proxy(
              Proxy.Type.HTTP,
              InetSocketAddress.createUnresolved(proxy.get().host(), proxy.get().port())));
    }
    ProxySelector ofJava = ProxySelector.getDefault();
    return decides(target) || ofJava == null ? List.of(Proxy.NO_PROXY) : ofJava.select(target);
  }

  @Override
  public void connectFailed(URI target, SocketAddress proxy, IOException e) {
    // Whoever asked is told by the exception itself.
  }
}
