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
    assertThat(ServerAddress.parse(text)).isEqualTo(new ServerAddress(host, port));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://localhost:50051|: leave out http://; use --tls for a server with TLS; write e.g."
            + " localhost:50051,",
        "https://localhost|: leave out http://; use --tls",
        "unix:/run/generator.sock|: the only scheme allowed is dns:///; write e.g.",
        "xds:///generator:1|: the only scheme allowed is dns:///; write e.g.",
        "dns://8.8.8.8/generator:1|: the only scheme allowed is dns:///; write e.g.",
        "localhost|: its port is missing; write e.g.",
        "localhost:|: its port is missing; write e.g.",
        "[::1]|: its port is missing; write e.g.",
        ":50051|: its host is missing; write e.g.",
        "dns:///:50051|: its host is missing; write e.g.",
        "localhost:0|: its port is not from 1 to 65535; write e.g.",
        "localhost:65536|: its port is not from 1 to 65535; write e.g.",
        "localhost:http|; write e.g.",
        "::1:50051|: an IPv6 address must be in brackets; write e.g.",
        "my_server:50051|: a host name has no '_'; use another name of the server or its IP"
            + " address; write e.g.",
        "a b:1|; write e.g.",
        "a/b:1|; write e.g.",
      })
  void anythingElseIsNotUnderstoodByServerAndFleet(String text, String reason) {
    for (List<String> command :
        List.of(
            List.of("versions", "--server", text),
            List.of("fleet", "smoke", "1", "--store", "S", "--fleet", text))) {
      Run run = Run.of(command.toArray(String[]::new));

      assertThat(run.status()).as(text).isEqualTo(2);
      assertThat(run.err().lines().findFirst().orElse(""))
          .contains("'" + text + "' is not a HOST:PORT" + reason);
    }
  }
}
