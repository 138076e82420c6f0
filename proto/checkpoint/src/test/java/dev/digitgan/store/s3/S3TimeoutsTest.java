package dev.digitgan.store.s3;

import static dev.digitgan.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import dev.digitgan.store.s3.S3Settings.Addressing;
import dev.digitgan.store.s3.S3Settings.Retries;
import dev.digitgan.store.s3.S3Settings.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What {@link S3Store} makes of a server that says nothing, or is not there. */
@Tag("ci")
final class S3TimeoutsTest {
  private static final Duration CALL = Duration.ofMillis(600);

  /** Not reached by a call that keeps to its time-outs, even on a machine that is busy. */
  private static final Duration FAR_BEYOND = Duration.ofSeconds(15);

  @Test
  void aSilentServerIsGivenUp() throws IOException {
    // Connections are made by the system and wait for an accept that never comes.
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ObjectStore store = store("http://127.0.0.1:" + silent.getLocalPort())) {
      assertInTime(() -> store.read("a", 1), IOException.class, "no answer in time");
      assertInTime(() -> store.stat("a"), IOException.class, "no answer in time");
      assertInTime(() -> store.list("a/"), IOException.class, "no answer in time");
      assertInTime(() -> store.put("a", bytes("x")), IOException.class, "no answer in time");
      assertInTime(() -> store.delete("a"), IOException.class, "no answer in time");
      assertInTime(
          () -> store.putIfAbsent("a", bytes("x")),
          OutcomeUnknownException.class,
          "no answer in time");
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws IOException {
    // Bound, so that nobody else can listen there.
    try (Socket closed = boundSocket();
        ObjectStore store = store("http://127.0.0.1:" + closed.getLocalPort())) {
      String message = "Connection refused; check AWS_ENDPOINT_URL_S3";
      assertInTime(() -> store.read("a", 1), IOException.class, message);
      // Nothing was sent, so nothing can appear.
      assertInTime(() -> store.putIfAbsent("a", bytes("x")), IOException.class, message);
    }
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    try (ObjectStore store = store("http://no-such-host.invalid:9000")) {
      assertInTime(
          () -> store.putIfAbsent("a", bytes("x")),
          IOException.class,
          "; check AWS_ENDPOINT_URL_S3, and whether DIGITGAN_S3_PATH_STYLE=true is needed");
    }
  }

  @Test
  void aTransferHasTheTimeOfItsBytes() {
    Timeouts timeouts = Timeouts.DEFAULT;
    assertThat(timeouts.attempt(0)).isEqualTo(timeouts.attempt());
    assertThat(timeouts.attempt(10 * timeouts.slowestBytesPerSecond()))
        .isEqualTo(timeouts.attempt().plusSeconds(10));
    assertThat(timeouts.call(Long.MAX_VALUE)).isGreaterThan(timeouts.call());
  }

  private static void assertInTime(
      ThrowingCallable call, Class<? extends IOException> type, String message) {
    long start = System.nanoTime();
    assertThatThrownBy(call)
        .isExactlyInstanceOf(type)
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(FAR_BEYOND);
  }

  private static Socket boundSocket() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return socket;
  }

  private static ObjectStore store(String endpoint) {
    return S3Store.open(
        new S3Location("bucket", ""),
        new S3Settings(
            URI.create(endpoint),
            "us-east-1",
            Addressing.PATH,
            new Timeouts(
                Duration.ofMillis(300),
                Duration.ofMillis(200),
                Duration.ofMillis(300),
                CALL,
                1 << 20),
            new Retries(3, Duration.ofMillis(1), Duration.ofMillis(4)),
            OutboundEnvironment.of(Map.of())),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
  }
}
