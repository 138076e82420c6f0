package dev.digitgan.outbound;

import com.google.common.base.Splitter;
import dev.digitgan.text.WholeNumbers;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts of {@code no_proxy}: "*" means all; a name means that host and its sub-domains, with or
 * without a dot or "*." in front; a network such as 10.0.0.0/8 means the addresses in it; a port
 * after a host restricts the entry to that port.
 */
final class NoProxy {
  private static final Splitter ENTRIES = Splitter.onPattern("[,\\s]+").omitEmptyStrings();
  private static final Pattern WITH_PORT = Pattern.compile("(?<host>[^:]+|\\[.*]):(?<port>\\d+)");
  private static final Pattern NETWORK =
      Pattern.compile("(?<address>[0-9A-Fa-f:.]+)/(?<bits>\\d+)");
  private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f.]*:.*");

  private final List<String> entries;

  NoProxy(String text) {
    entries = ENTRIES.splitToList(text.toLowerCase(Locale.ROOT));
  }

  boolean matches(URI target) {
    String host = target.getHost();
    if (host == null) {
      return false;
    }
    String plain = withoutBrackets(host.toLowerCase(Locale.ROOT));
    return entries.stream().anyMatch(entry -> matches(entry, plain, port(target)));
  }

  private static boolean matches(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    Matcher network = NETWORK.matcher(entry);
    if (network.matches()) {
      return LITERAL.matcher(host).matches()
          && holds(network.group("address"), WholeNumbers.parseInt(network.group("bits")), host);
    }
    Matcher withPort = WITH_PORT.matcher(entry);
    if (withPort.matches()) {
      return Integer.toString(port).equals(withPort.group("port"))
          && isAtOrBelow(withPort.group("host"), host);
    }
    return isAtOrBelow(entry, host);
  }

  private static boolean isAtOrBelow(String entry, String host) {
    String name = withoutBrackets(entry.replaceFirst("^\\*?\\.", ""));
    return host.equals(name) || host.endsWith("." + name);
  }

  /** Whether the network holds {@code host}; both are literals, so that no name is looked up. */
  private static boolean holds(String network, int bits, String host) {
    try {
      byte[] one = InetAddress.getByName(network).getAddress();
      byte[] other = InetAddress.getByName(host).getAddress();
      int rest = one.length * 8 - bits;
      return one.length == other.length
          && rest >= 0
          && new BigInteger(1, one)
              .shiftRight(rest)
              .equals(new BigInteger(1, other).shiftRight(rest));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI target) {
    if (target.getPort() >= 0) {
      return target.getPort();
    }
    return "https".equals(target.getScheme()) ? 443 : 80;
  }
}
