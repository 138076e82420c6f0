package dev.digitgan.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.file.OptionFile;
import dev.digitgan.runtime.tls.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class TransportOptionsTest {
  @Command(name = "serve")
  private static final class Serve {
    @Mixin final TransportOptions transport;

    Serve(Map<String, String> environment) {
      transport = new TransportOptions("DIGITGAN_TEST", environment);
    }
  }

  @Test
  void withoutOptionsTheTransportIsOpenWithTheDefaultLimits() {
    assertThat(parse()).isEqualTo(Transport.OPEN);
  }

  @Test
  void everyOptionIsHeeded() {
    assertThat(
            parse(
                "--tls-cert=a",
                "--tls-key=b",
                "--tls-client-ca=c",
                "--token-file=d",
                "--max-connection-age=PT1M",
                "--max-connection-age-grace=PT2M",
                "--max-connection-idle=PT3M",
                "--max-connection-calls=4",
                "--max-connections=5",
                "--tracing=otlp"))
        .isEqualTo(
            new Transport(
                Optional.of(
                    new TlsFiles(
                        new OptionFile("--tls-cert", Path.of("a")),
                        new OptionFile("--tls-key", Path.of("b")),
                        Optional.of(new OptionFile("--tls-client-ca", Path.of("c"))))),
                Optional.of(Path.of("d")),
                Transport.RELOAD_PERIOD,
                new ConnectionLimits(
                    Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(3), 4, 5),
                Optional.of("digitgan-test")));
  }

  @Test
  void whatDoesNotGoTogetherIsSaid() {
    assertThatThrownBy(() -> parse("--tls-cert=a"))
        .hasMessage("--tls-cert and --tls-key go together");
    assertThatThrownBy(() -> parse("--tls-client-ca=a"))
        .hasMessage("--tls-client-ca needs --tls-cert");
    assertThatThrownBy(() -> parse("--max-connections=0"))
        .hasMessage("the limits of connections and calls must be positive, not 0 and 1000");
  }

  @Test
  void helpNamesTheServicesOwnVariables() {
    assertThat(new CommandLine(new Serve(Map.of())).getUsageMessage())
        .contains("--tls-client-ca=FILE", "DIGITGAN_TEST_TLS_CLIENT_CA.")
        .contains("DIGITGAN_TEST_MAX_CONNECTION_AGE; now 30m.");
  }

  @Test
  void callsAreTracedWhereACollectorIsNamedUnlessTheOptionSaysElse() {
    Map<String, String> named = Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector");
    assertThat(parse(named).tracedAs()).contains("digitgan-test");
    assertThat(parse(named, "--tracing=off").tracedAs()).isEmpty();
    assertThat(parse("--tracing=otlp").tracedAs()).contains("digitgan-test");
    assertThat(parse(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "")).tracedAs()).isEmpty();
  }

  private static Transport parse(String... arguments) {
    return parse(Map.of(), arguments);
  }

  private static Transport parse(Map<String, String> environment, String... arguments) {
    Serve serve = new Serve(environment);
    new CommandLine(serve)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, TransportOptionsTest::duration)
        .parseArgs(arguments);
    return serve.transport.transport();
  }

  private static Duration duration(String text) {
    return Duration.parse(text.endsWith("m") ? "PT" + text : text);
  }
}
