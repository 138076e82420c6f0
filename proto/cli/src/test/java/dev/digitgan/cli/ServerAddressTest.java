package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.cli.connection.ServerAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:50051, localhost, 50051",
    "127.0.0.1:1, 127.0.0.1, 1",
    "generator-0.generator.digitgan.svc:65535, generator-0.generator.digitgan.svc, 65535",
    "[::1]:50051, [::1], 50051",
    "[fe80::1%eth0]:50051, [fe80::1%eth0], 50051",
    "dns:///generator:50051, generator, 50051",
  })
  void anAddressIsAHostAndAPort(String text, String host, int port) {
    assertThat(new ServerAddress.Converter().convert(text))
        .isEqualTo(new ServerAddress(host, port));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost:50051|: it has no http://; --tls says that the server has TLS; it is HOST:PORT, e.g.",
        "https://localhost|: it has no http://; --tls says",
        "unix:/run/generator.sock|: it has no scheme but dns:///; it is",
        "xds:///generator:1|: it has no scheme but dns:///; it is",
        "dns://8.8.8.8/generator:1|: it has no scheme but dns:///; it is",
        "localhost|: its port is missing; it is",
        "localhost:|: its port is missing; it is",
        "[::1]|: its port is missing; it is",
        ":50051|: its host is missing; it is",
        "dns:///:50051|: its host is missing; it is",
        "localhost:0|: its port is not from 1 to 65535; it is",
        "localhost:65536|: its port is not from 1 to 65535; it is",
        "localhost:http|; it is",
        "::1:50051|: an address of IPv6 stands in brackets; it is",
        "my_server:50051|: no host name has a '_'; name the server by another name or its address; it is",
        "a b:1|; it is",
        "a/b:1|; it is",
      })
  void anythingElseIsNotUnderstoodByServerAndFleet(String text, String reason) {
    for (List<String> command :
        List.of(
            List.of("versions", "--server", text),
            List.of("fleet", "smoke", "1", "--store", "S", "--fleet", text))) {
      Run run = Run.of(command.toArray(String[]::new));

      assertThat(run.status()).as(text).isEqualTo(2);
      assertThat(run.err().lines().findFirst().orElse(""))
          .contains("'" + text + "' is no address of a server" + reason);
    }
  }
}
