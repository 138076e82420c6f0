package dev.digitgan.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.runtime.files.ReloadedFiles;
import dev.digitgan.runtime.grpc.ConnectionLimits;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.runtime.grpc.Transport;
import dev.digitgan.runtime.testing.Channels;
import dev.digitgan.runtime.testing.LogLines;
import dev.digitgan.runtime.testing.TextService;
import dev.digitgan.runtime.tls.TlsFiles;
import dev.digitgan.testing.TestAuthority;
import dev.digitgan.testing.TestCertificate;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A main port that asks for tokens. */
final class ClientAuthenticationTest {
  private static final String ALICES = "alices-11111111111111";
  private static final String BOBS = "bobs-2222222222222222";

  private final Path directory;
  private final Path tokenFile;
  private final Channels channels = new Channels();
  private GrpcEndpoint endpoint;

  ClientAuthenticationTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.tokenFile = directory.resolve("tokens");
    Files.writeString(tokenFile, "alice " + ALICES);
    this.endpoint = endpoint(Optional.empty());
  }

  @AfterEach
  void stop() {
    channels.close();
    endpoint.close();
  }

  @Test
  void aClientIsItsTokensSubject() {
    start(Optional.empty());

    assertThat(ask(plain(), ALICES)).isEqualTo("token:alice");
  }

  @Test
  void aTokensSubjectGoesBeforeTheCertificate() throws IOException {
    TestAuthority authority = TestAuthority.create();
    Path certificate = directory.resolve("tls.crt");
    Path key = directory.resolve("tls.key");
    Path clients = directory.resolve("ca.crt");
    authority.server().write(certificate, key);
    Files.writeString(clients, authority.pem());
    start(
        Optional.of(
            new TlsFiles(
                new OptionFile("--tls-cert", certificate),
                new OptionFile("--tls-key", key),
                Optional.of(new OptionFile("--tls-client-ca", clients)))));
    ManagedChannel carol =
        channels.mutualTls(endpoint.port(), authority, authority.client("CN=carol", "urn:carol"));

    assertThat(ask(carol, ALICES)).isEqualTo("token:alice");
    refused(carol, "the call has no token; send \"authorization: Bearer TOKEN\"");
  }

  @Test
  void withoutOneOfTheTokensACallIsUnauthenticated() {
    start(Optional.empty());

    refused(plain(), "the call has no token; send \"authorization: Bearer TOKEN\"");
    refused(with(plain(), BOBS), "the call's token is not accepted");
  }

  @Test
  void healthIsOpen() {
    start(Optional.empty());

    assertThat(HealthGrpc.newBlockingStub(plain()).check(HealthCheckRequest.getDefaultInstance()))
        .isNotNull();
  }

  @Test
  void tokensAreThoseThatTheFileHoldsNow() throws IOException {
    try (LogLines log = new LogLines(ReloadedFiles.class)) {
      start(Optional.empty());
      ManagedChannel channel = plain();

      TestCertificate.replace(tokenFile, "alice short");
      await().until(() -> log.lines().size() == 1);
      assertThat(ask(channel, ALICES)).isEqualTo("token:alice");
      TestCertificate.replace(tokenFile, "bob " + BOBS);
      await().until(() -> log.lines().size() == 2);

      assertThat(ask(channel, BOBS)).isEqualTo("token:bob");
      refused(with(channel, ALICES), "the call's token is not accepted");
      assertThat(log.lines())
          .containsExactly(
              "WARN tokens: changed, but the previous ones stay in use: --token-file: %s: line 1: a token"
                      .formatted(tokenFile)
                  + " of fewer than 16 characters can be guessed",
              "INFO tokens: changed, and read again");
    }
  }

  @Test
  void aFileThatIsNotThereIsAUserError() throws IOException {
    Files.delete(tokenFile);
    GrpcEndpoint refused = endpoint(Optional.empty());

    assertThatThrownBy(refused::start)
        .isInstanceOf(UserErrorException.class)
        .hasMessage("--token-file: " + tokenFile + ": there is no such file");
    refused.close();
  }

  private void start(Optional<TlsFiles> tls) {
    endpoint = endpoint(tls);
    endpoint.start();
  }

  private GrpcEndpoint endpoint(Optional<TlsFiles> tls) {
    Transport transport =
        new Transport(
            tls,
            Optional.of(tokenFile),
            Duration.ofMillis(10),
            ConnectionLimits.DEFAULT,
            Optional.empty());
    return new GrpcEndpoint(
        new GrpcSettings("127.0.0.1", 0, 0, 1024, 1, transport),
        List.of(new TextService(text -> ClientIdentity.current().toString())),
        List.of());
  }

  private ManagedChannel plain() {
    return channels.plain(endpoint.port());
  }

  private static String ask(Channel channel, String token) {
    return TextService.ask(with(channel, token), "");
  }

  private static Channel with(Channel channel, String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static void refused(Channel channel, String message) {
    assertThatThrownBy(() -> TextService.ask(channel, ""))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
              assertThat(e.getStatus().getDescription()).isEqualTo(message);
              assertThat(StatusProto.fromThrowable(e).getDetailsList())
                  .singleElement()
                  .satisfies(
                      detail ->
                          assertThat(detail.unpack(ErrorInfo.class))
                              .isEqualTo(
                                  ErrorInfo.newBuilder()
                                      .setReason("UNAUTHENTICATED")
                                      .setDomain("digitgan.dev")
                                      .build()));
            });
  }
}
