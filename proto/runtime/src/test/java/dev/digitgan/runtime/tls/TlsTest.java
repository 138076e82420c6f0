package dev.digitgan.runtime.tls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.file.OptionFile;
import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.files.ReloadedFiles;
import dev.digitgan.runtime.grpc.ConnectionLimits;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.Transport;
import dev.digitgan.runtime.testing.Channels;
import dev.digitgan.runtime.testing.LogLines;
import dev.digitgan.runtime.testing.TextService;
import dev.digitgan.testing.TestAuthority;
import dev.digitgan.testing.TestCertificate;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A main port with TLS, whose files change. */
final class TlsTest {
  private static final Duration RELOAD_PERIOD = Duration.ofMillis(10);

  private final Instant later = Instant.now().plusSeconds(5_000).truncatedTo(ChronoUnit.SECONDS);
  private final Path directory;
  private final TestAuthority authority = TestAuthority.create();
  private final TestAuthority clients = TestAuthority.create();
  private final TestAuthority others = TestAuthority.create();
  private final TestCertificate alice = clients.client("CN=alice,O=test", "urn:test:alice");
  private final Channels channels = new Channels();
  private GrpcEndpoint endpoint = new GrpcEndpoint(settings(Transport.OPEN), List.of(), List.of());

  TlsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    authority.server().write(file("tls.crt"), file("tls.key"));
    Files.writeString(file("ca.crt"), clients.pem());
  }

  @AfterEach
  void stop() {
    channels.close();
    endpoint.close();
  }

  @Test
  void theMainPortSpeaksTlsAloneAndTheAdminPortPlainText() {
    start(Optional.empty());

    assertThat(TextService.ask(channels.tls(endpoint.port(), authority), ""))
        .isEqualTo("address:127.0.0.1");
    refused(channels.plain(endpoint.port()));
    refused(channels.tls(endpoint.port(), others));
    assertThat(
            HealthGrpc.newBlockingStub(channels.plain(endpoint.adminPort()))
                .check(HealthCheckRequest.getDefaultInstance()))
        .isNotNull();
  }

  @Test
  void withAuthoritiesOnlyTheirClientsAreServedAndKnownByTheirCertificates() {
    start(Optional.of(file("ca.crt")));

    refused(channels.tls(endpoint.port(), authority));
    refused(
        channels.mutualTls(
            endpoint.port(), authority, others.client("CN=mallory", "urn:test:mallory")));
    assertThat(TextService.ask(as(alice), "")).isEqualTo("certificate:CN=alice,O=test");
    assertThat(TextService.ask(as(clients.client("", "spiffe://test/bob")), ""))
        .isEqualTo("certificate:spiffe://test/bob");
  }

  @Test
  void aNewCertificateIsForNewConnectionsAndOldOnesLiveOn() throws IOException {
    start(Optional.empty());
    ManagedChannel old = channels.tls(endpoint.port(), authority);
    TextService.ask(old, "");
    assertThat(expirySeconds()).isLessThan(later.getEpochSecond());

    others.server(later).write(file("tls.crt"), file("tls.key"));

    awaitAnswer(() -> channels.tls(endpoint.port(), others));
    refused(channels.tls(endpoint.port(), authority));
    assertThat(TextService.ask(old, "")).isNotEmpty(); // It could not connect again.
    assertThat(expirySeconds()).isEqualTo(later.getEpochSecond());
  }

  @Test
  void aLinkThatIsPointedElsewhereIsAChange() throws IOException {
    Path before = Files.createDirectory(file("before"));
    Path after = Files.createDirectory(file("after"));
    authority.server().write(before.resolve("tls.crt"), before.resolve("tls.key"));
    others.server().write(after.resolve("tls.crt"), after.resolve("tls.key"));
    Path data = Files.createSymbolicLink(file("..data"), before);
    for (String name : List.of("tls.crt", "tls.key")) {
      Files.delete(file(name));
      Files.createSymbolicLink(file(name), Path.of("..data", name));
    }
    start(Optional.empty());
    TextService.ask(channels.tls(endpoint.port(), authority), "");

    Path swapped = Files.createSymbolicLink(file("..data_tmp"), after);
    Files.move(swapped, data, StandardCopyOption.ATOMIC_MOVE);

    awaitAnswer(() -> channels.tls(endpoint.port(), others));
  }

  @Test
  void aClientWhoseAuthorityWasRemovedCannotResumeItsSession() throws IOException {
    start(Optional.of(file("ca.crt")));
    ManagedChannel old = as(alice);
    TextService.ask(old, "");

    TestCertificate.replace(file("ca.crt"), others.pem());

    TestCertificate bob = others.client("CN=bob", "urn:test:bob");
    awaitAnswer(() -> as(bob));
    refused(as(alice));
    assertThat(TextService.ask(old, "")).isEqualTo("certificate:CN=alice,O=test");
    old.enterIdle(); // Gives its connection up; the next one may offer the session of the last.
    refused(old);
  }

  @Test
  void filesThatCannotBeUsedLeaveThingsAsTheyWereAndAreLoggedOnce() throws IOException {
    try (LogLines log = new LogLines(ReloadedFiles.class)) {
      start(Optional.empty());

      TestCertificate.replace(file("tls.key"), others.server().keyPem());
      await().until(() -> log.lines().size() == 1);
      TestCertificate.replace(file("tls.crt"), "half");
      await().until(() -> log.lines().size() == 2);
      Files.delete(file("tls.crt"));
      await().until(() -> log.lines().size() == 3);
      assertThat(TextService.ask(channels.tls(endpoint.port(), authority), "")).isNotEmpty();
      others.server().write(file("tls.crt"), file("tls.key"));
      awaitAnswer(() -> channels.tls(endpoint.port(), others));
      await().until(() -> log.lines().contains("INFO TLS certificates: changed, and read again"));

      String kept = "WARN TLS certificates: changed, but the previous ones stay in use: ";
      assertThat(log.lines().subList(0, 3))
          .containsExactly(
              kept
                  + "--tls-key: %s: not the key of the certificate in %s"
                      .formatted(file("tls.key"), file("tls.crt")),
              kept
                  + "--tls-cert: %s: not a PEM file: it holds no -----BEGIN ...-----"
                      .formatted(file("tls.crt")),
              kept + "--tls-cert: %s: there is no such file".formatted(file("tls.crt")));
      assertThat(log.lines()).hasSize(4);
    }
  }

  private void start(Optional<Path> clientAuthorities) {
    Transport transport =
        new Transport(
            Optional.of(
                new TlsFiles(
                    new OptionFile("--tls-cert", file("tls.crt")),
                    new OptionFile("--tls-key", file("tls.key")),
                    clientAuthorities.map(path -> new OptionFile("--tls-client-ca", path)))),
            Optional.empty(),
            RELOAD_PERIOD,
            ConnectionLimits.DEFAULT,
            Optional.empty());
    endpoint =
        new GrpcEndpoint(
            settings(transport),
            List.of(new TextService(text -> ClientIdentity.current().toString())),
            List.of());
    endpoint.start();
  }

  private long expirySeconds() {
    MeterRegistry meters = new SimpleMeterRegistry();
    endpoint.meters().bindTo(meters);
    return (long)
        meters.get("digitgan.grpc.certificate.expiry.timestamp").timeGauge().value(SECONDS);
  }

  private static GrpcSettings settings(Transport transport) {
    return new GrpcSettings("127.0.0.1", 0, 0, 1024, 1, transport);
  }

  private ManagedChannel as(TestCertificate client) {
    return channels.mutualTls(endpoint.port(), authority, client);
  }

  private void awaitAnswer(Supplier<ManagedChannel> channel) {
    await()
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(TextService.ask(channel.get(), "")).isNotEmpty());
  }

  private static void refused(ManagedChannel channel) {
    assertThatThrownBy(() -> TextService.ask(channel, ""))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }

  private Path file(String name) {
    return directory.resolve(name);
  }
}
