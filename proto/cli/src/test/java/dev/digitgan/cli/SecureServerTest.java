package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.ListVersionsResponse;
import dev.digitgan.testing.TestAuthority;
import dev.digitgan.testing.TestCertificate;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that asks for a client's certificate and a token. */
final class SecureServerTest {
  private static final String TOKEN = "alices-11111111111111";

  private final Path directory;
  private final Server server;

  SecureServerTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    TestAuthority authority = TestAuthority.create();
    authority.server().write(file("server.crt"), file("server.key"));
    TestCertificate alice = authority.client("CN=alice", "urn:alice");
    alice.write(file("alice.crt"), file("alice.key"));
    Files.writeString(file("sec1.key"), alice.sec1KeyPem());
    Files.writeString(
        file("locked.key"), TestCertificate.pem("ENCRYPTED PRIVATE KEY", new byte[9]));
    Files.writeString(file("ca.crt"), authority.pem());
    Files.writeString(file("other-ca.crt"), TestAuthority.create().pem());
    Files.writeString(file("token"), "# of tests\nalice " + TOKEN + "\n");
    Files.writeString(file("wrong"), "wrong-111111111111111\n");
    Files.writeString(file("two"), "alice " + TOKEN + "\nbob " + TOKEN + "\n");
    Files.writeString(file("words"), "alice " + TOKEN + " secret");
    server =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                TlsServerCredentials.newBuilder()
                    .keyManager(file("server.crt").toFile(), file("server.key").toFile())
                    .trustManager(file("ca.crt").toFile())
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                    .build())
            .addService(new NoVersions())
            .intercept(new TokenCheck())
            .build()
            .start();
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  @Test
  void aCertificateAndATokenAreShown() {
    Run run =
        versions(
            "--tls-ca F/ca.crt --tls-cert F/alice.crt --tls-key F/alice.key --token-file F/token");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("VERSION");
  }

  @Test
  void aKeyIsTakenInTheFormsThatServersTake() {
    Run run =
        versions(
            "--tls-ca F/ca.crt --tls-cert F/alice.crt --tls-key F/sec1.key --token-file F/token");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
  }

  @Test
  void aServerThatIsReachedByAnotherNameIsCheckedByItsOwn() {
    String known =
        "--tls-ca F/ca.crt --tls-cert F/alice.crt --tls-key F/alice.key --token-file F/token";

    assertThat(versions(known + " --tls-server-name localhost").status()).isZero();
    assertThat(versions(known + " --tls-server-name elsewhere").err())
        .startsWith("error: UNAVAILABLE: io exception: ")
        .contains("elsewhere");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tls-ca F/ca.crt --tls-cert F/alice.crt --tls-key F/alice.key|UNAUTHENTICATED: no token",
        "--tls-ca F/ca.crt --tls-cert F/alice.crt --tls-key F/alice.key --token-file"
            + " F/wrong|UNAUTHENTICATED: no token",
        "--tls-ca F/other-ca.crt --tls-cert F/alice.crt --tls-key F/alice.key|UNAVAILABLE: io"
            + " exception: ",
        "--tls|UNAVAILABLE: io exception: ",
        "--tls-cert F/alice.crt|--tls-cert and --tls-key go together",
        "--tls-ca F/none|--tls-ca: F/none: there is no such file",
        "--tls-ca F/token|--tls-ca: F/token: not a PEM file: it holds no -----BEGIN ...-----",
        "--tls-cert F/alice.crt --tls-key F/alice.crt|--tls-key: F/alice.crt: it holds no PRIVATE"
            + " KEY",
        "--tls-cert F/alice.crt --tls-key F/server.key|--tls-key: F/server.key: not the key of the"
            + " certificate in F/alice.crt",
        "--tls-cert F/alice.crt --tls-key F/locked.key|--tls-key: F/locked.key: the key is"
            + " encrypted; it must not be: openssl pkey -in F/locked.key",
        "--token-file F/none|--token-file: F/none: there is no such file",
        "--token-file F/two|--token-file: F/two: it holds 2 lines, not one with the token",
        "--token-file F/words|--token-file: F/words: its line is not a token",
      })
  void whatIsMissingOrWrongIsSaidInOneLine(String options, String message) {
    Run run = versions(options);

    assertThat(run.status()).isEqualTo(message.startsWith("--") ? 2 : 1);
    assertThat(run.err()).startsWith("error: " + message.replace("F/", directory + "/"));
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).doesNotContain(TOKEN);
  }

  private Run versions(String options) {
    List<String> arguments =
        new ArrayList<>(List.of("versions", "--server", "127.0.0.1:" + server.getPort()));
    arguments.addAll(List.of(options.replace("F/", directory + "/").split(" ", -1)));
    return Run.of(arguments.toArray(String[]::new));
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private static final class NoVersions extends GeneratorServiceImplBase {
    @Override
    public void listVersions(
        ListVersionsRequest request, StreamObserver<ListVersionsResponse> observer) {
      observer.onNext(ListVersionsResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }

  private static final class TokenCheck implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      String sent = headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
      if (("Bearer " + TOKEN).equals(sent)) {
        return next.startCall(call, headers);
      }
      call.close(Status.UNAUTHENTICATED.withDescription("no token"), new Metadata());
      return new ServerCall.Listener<>() {};
    }
  }
}
