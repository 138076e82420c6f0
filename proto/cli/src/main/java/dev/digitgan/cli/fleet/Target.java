package dev.digitgan.cli.fleet;

import dev.digitgan.text.WholeNumbers;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One replica, or a name under which there are several. */
record Target(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+]):(?<port>[0-9]{1,5})");

  /** For picocli. */
  static final class Converter implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException("'" + text + "' is no HOST:PORT");
      }
      return new Target(form.group("host"), WholeNumbers.parseInt(form.group("port")));
    }
  }

  /**
   * The replicas that the name stands for now, one for each of its addresses.
   *
   * @throws UnknownHostException if it stands for none
   */
  List<Replica> replicas() throws UnknownHostException {
    return Stream.of(InetAddress.getAllByName(host)).map(this::replica).toList();
  }

  private Replica replica(InetAddress address) {
    String literal = address.getHostAddress();
    return new Replica((literal.contains(":") ? "[" + literal + "]" : literal) + ":" + port, host);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
