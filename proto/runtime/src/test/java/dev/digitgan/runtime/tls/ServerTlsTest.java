package dev.digitgan.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.command.UserErrorException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.testing.TestAuthority;
import dev.digitgan.testing.TestCertificate;
import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read at the start. */
final class ServerTlsTest {
  private static final Instant EXPIRED = Instant.parse("2020-01-02T03:04:05Z");

  private final Path directory;
  private final TestAuthority authority = TestAuthority.create();
  private final TestCertificate server = authority.server();

  ServerTlsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    server.write(file("good.crt"), file("good.key"));
    Files.writeString(file("ca.crt"), authority.pem());
    Files.writeString(file("chain.crt"), server.pem() + authority.pem());
    Files.writeString(file("turned.crt"), authority.pem() + server.pem());
    authority.server().write(file("other.crt"), file("other.key"));
    authority.server(EXPIRED).write(file("old.crt"), file("old.key"));
    authority.server(Instant.now().plusSeconds(86_400)).write(file("new.crt"), file("new.key"));
    Files.writeString(file("text"), "hello");
    Files.writeString(
        file("torn.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    Files.writeString(
        file("locked.key"), TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    Files.writeString(file("torn.key"), TestCertificate.pem("PRIVATE KEY", new byte[9]));
    Files.writeString(file("torn-ec.key"), TestCertificate.pem("EC PRIVATE KEY", new byte[9]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"good.crt", "chain.crt"})
  void onlyTheNewerProtocolsAreSpoken(String certificate) {
    assertThat(
            tls(certificate, "good.key", Optional.of(file("ca.crt")))
                .load()
                .newEngine(ByteBufAllocator.DEFAULT)
                .getEnabledProtocols())
        .containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none.crt|good.key|ca.crt|--tls-cert: D/none.crt: there is no such file",
        ".|good.key|ca.crt|--tls-cert: D/.: is a directory",
        "text|good.key|ca.crt|--tls-cert: D/text: not a PEM file: it holds no -----BEGIN ...-----",
        "good.key|good.key|ca.crt|--tls-cert: D/good.key: it holds no CERTIFICATE",
        "torn.crt|good.key|ca.crt|--tls-cert: D/torn.crt: a certificate in it is damaged",
        "turned.crt|good.key|ca.crt|--tls-cert: D/turned.crt: not a chain: certificate 2 is not the issuer of 1",
        "old.crt|old.key|ca.crt|--tls-cert: D/old.crt: the certificate expired at 2020-01-02T03:04:05Z",
        "new.crt|new.key|ca.crt|--tls-cert: D/new.crt: the certificate is not valid before 20",
        "good.crt|none.key|ca.crt|--tls-key: D/none.key: there is no such file",
        "good.crt|good.crt|ca.crt|--tls-key: D/good.crt: it holds no PRIVATE KEY",
        "good.crt|other.key|ca.crt|--tls-key: D/other.key: not the key of the certificate in D/good.crt",
        "good.crt|locked.key|ca.crt|--tls-key: D/locked.key: the key is encrypted; it must not be",
        "good.crt|torn.key|ca.crt|--tls-key: D/torn.key: the key is damaged, or is not RSA, EC or Ed25519",
        "good.crt|torn-ec.key|ca.crt|--tls-key: D/torn-ec.key: the EC key is damaged or names no curve",
        "good.crt|good.key|none|--tls-client-ca: D/none: there is no such file",
        "good.crt|good.key|good.key|--tls-client-ca: D/good.key: it holds no CERTIFICATE",
      })
  void aFileThatCannotBeUsedIsNamedWithItsOptionAndTheReason(
      String certificate, String key, String clientAuthorities, String message) {
    ServerTls tls = tls(certificate, key, Optional.of(file(clientAuthorities)));

    assertThatThrownBy(tls::load)
        .isInstanceOf(UserErrorException.class)
        .hasMessageStartingWith(message.replace("D/", directory + "/"));
  }

  private ServerTls tls(String certificate, String key, Optional<Path> clientAuthorities) {
    return new ServerTls(
        new TlsFiles(
            new OptionFile("--tls-cert", file(certificate)),
            new OptionFile("--tls-key", file(key)),
            clientAuthorities.map(path -> new OptionFile("--tls-client-ca", path))),
        Clock.systemUTC());
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}
