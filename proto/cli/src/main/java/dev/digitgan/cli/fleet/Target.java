package dev.digitgan.cli.fleet;

import dev.digitgan.cli.connection.ServerAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;

/** One replica, or a name under which there are several. */
record Target(ServerAddress address) {
  /** For picocli. */
  static final class Converter implements ITypeConverter<Target> {
    @Override
    public Target convert(String text) {
      return new Target(new ServerAddress.Converter().convert(text));
    }
  }

  /**
   * The replicas that the name stands for now, one for each of its addresses.
   *
   * @throws UnknownHostException if it stands for none
   */
  List<Replica> replicas() throws UnknownHostException {
    return Stream.of(InetAddress.getAllByName(address.host())).map(this::replica).toList();
  }

  private Replica replica(InetAddress one) {
    String literal = one.getHostAddress();
    return new Replica(
        new ServerAddress(literal.contains(":") ? "[" + literal + "]" : literal, address.port()),
        address.host());
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
