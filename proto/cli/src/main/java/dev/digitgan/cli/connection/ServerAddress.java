package dev.digitgan.cli.connection;

import dev.digitgan.text.WholeNumbers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * The address of a server.
 *
 * @param host a name or an address, an IPv6 address in brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {
  private static final String EXAMPLES = "localhost:50051, [::1]:50051 or dns:///generator:50051";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:dns:///)?(?<host>[A-Za-z0-9_](?:[A-Za-z0-9._-]{0,252})|\\[[0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?])"
              + ":(?<port>[0-9]{1,9})");

  /** Parses an address for picocli. */
  public static ServerAddress parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw refused(text, reason(text));
    }
    int port = WholeNumbers.parseInt(form.group("port"));
    if (port < 1 || port > 65_535) {
      throw refused(text, ": its port is not from 1 to 65535");
    }
    String host = form.group("host");
    if (host.contains("_")) {
      throw refused(
          text, ": a host name has no '_'; use another name of the server or its IP address");
    }
    return new ServerAddress(host, port);
  }

  private static String reason(String text) {
    if (text.matches("(?i)https?://.*")) {
      return ": leave out http://; use --tls for a server with TLS";
    }
    if (text.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*") && !text.startsWith("dns:///")) {
      return ": the only scheme allowed is dns:///";
    }
    if (text.matches("(dns:///)?:[0-9]+")) {
      return ": its host is missing";
    }
    if (text.matches("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return ": an IPv6 address must be in brackets";
    }
    if (text.matches("(dns:///)?([A-Za-z0-9._-]+|\\[.*]):?")) {
      return ": its port is missing";
    }
    return "";
  }

  private static TypeConversionException refused(String text, String reason) {
    return new TypeConversionException(
        "'" + text + "' is not a HOST:PORT" + reason + "; write e.g. " + EXAMPLES);
  }

  /** Returns the form that gRPC takes. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
