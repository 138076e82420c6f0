package dev.digitgan.outbound;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Strings.nullToEmpty;

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
 * The proxies that {@code https_proxy} and {@code http_proxy} name for targets of those schemes,
 * except for the hosts of {@code no_proxy}. Java's own settings ({@code -Dhttps.proxyHost=...})
 * apply to a scheme without a variable.
 */
public final class ProxyVariables extends ProxySelector {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:http://)?(?:(?<credentials>[^@/\\s]+)@)?(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])"
              + ":(?<port>[0-9]{1,5})/?");

  private final Map<String, ProxyAddress> byScheme;
  private final NoProxy exceptions;

  /**
   * The address of a proxy. The credentials, which are not printed, are "user:password" as in the
   * variable, percent-encoded, or empty.
   */
  public record ProxyAddress(String host, int port, String credentials) {
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
        Map.copyOf(proxies), new NoProxy(value(variables, "no_proxy").orElse("")));
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name))
        .or(() -> Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /** Parses an address. The message does not show {@code text}, which may hold a password. */
  private static ProxyAddress address(String name, String text) {
    Matcher form = ADDRESS.matcher(text);
    checkArgument(
        form.matches() && WholeNumbers.parseInt(form.group("port")) <= 65_535,
        "%s names no proxy: it is http://HOST:PORT or http://USER:PASSWORD@HOST:PORT",
        name);
    return new ProxyAddress(
        form.group("host"),
        WholeNumbers.parseInt(form.group("port")),
        nullToEmpty(form.group("credentials")));
  }

  /** The proxy of a variable for {@code target}; empty if no variable names one. */
  public Optional<ProxyAddress> proxyFor(URI target) {
    return exceptions.matches(target)
        ? Optional.empty()
        : Optional.ofNullable(byScheme.get(String.valueOf(target.getScheme())));
  }

  /** Whether a variable decides how to reach {@code target}. */
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
    // The exception itself tells the caller.
  }
}
