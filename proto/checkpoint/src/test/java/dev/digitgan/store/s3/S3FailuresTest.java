package dev.digitgan.store.s3;

import static dev.digitgan.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.outbound.OutboundEnvironment;
import dev.digitgan.store.ConditionalPutProbe;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import dev.digitgan.store.s3.FakeS3.Failure;
import dev.digitgan.store.s3.S3Settings.Addressing;
import dev.digitgan.store.s3.S3Settings.Retries;
import dev.digitgan.store.s3.S3Settings.Timeouts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What {@link S3Store} makes of a server that fails. */
final class S3FailuresTest {
  private static final int MAX_ATTEMPTS = 4;

  private final FakeS3 server;
  private final ObjectStore store;

  S3FailuresTest() throws IOException {
    server = FakeS3.start();
    store =
        S3Store.open(
            new S3Location("bucket", ""),
            settings(),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")));
  }

  private S3Settings settings() {
    return new S3Settings(
        server.endpoint(),
        "us-east-1",
        Addressing.AUTOMATIC,
        Timeouts.DEFAULT,
        new Retries(MAX_ATTEMPTS, Duration.ofMillis(1), Duration.ofMillis(4)),
        OutboundEnvironment.of(Map.of()));
  }

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  /** Whatever kept it from being sent, it cannot have taken effect. */
  @Test
  void aRequestThatWasNeverSentIsAPlainFailure() {
    AtomicInteger asked = new AtomicInteger();
    try (ObjectStore unsigned =
        S3Store.open(
            new S3Location("bucket", ""),
            settings(),
            () -> {
              asked.incrementAndGet();
              throw SdkClientException.create("the profile 'x' is gone");
            })) {
      assertThatThrownBy(() -> unsigned.putIfAbsent("a", bytes("x")))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(OutcomeUnknownException.class)
          .hasMessageStartingWith("cannot write a in s3://bucket/ at ")
          .hasMessageEndingWith(": the profile 'x' is gone");
    }
    assertThat(asked).hasPositiveValue();
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void anAnswerLostAfterTheEffectIsStillAWin() throws IOException {
    server.failNext(Failure.DROP_ANSWER);

    assertThat(store.putIfAbsent("a", bytes("ours"))).isTrue();
    // The second put met the object of the first; its signature told whose that is.
    assertThat(server.requests()).containsExactly("PUT", "PUT", "HEAD");
    assertThat(store.read("a", 10)).isEqualTo(bytes("ours"));
  }

  @Test
  void anAnswerLostAfterTheEffectIsAWinWhereMetadataIsForgotten() throws IOException {
    server.forgetMetadata();
    server.failNext(Failure.DROP_ANSWER);

    assertThat(store.putIfAbsent("a", bytes("ours"))).isTrue();
    assertThat(server.requests()).containsExactly("PUT", "PUT", "HEAD", "GET");
  }

  @Test
  void anotherWhoWasFirstIsNotTakenForUs() throws IOException {
    server.hold("/bucket/a", "theirs");
    server.failNext(Failure.DROP);

    assertThat(store.putIfAbsent("a", bytes("ours"))).isFalse();
    assertThat(store.read("a", 10)).isEqualTo(bytes("theirs"));
  }

  @Test
  void anotherWhoWasFirstWithTheSameBytesIsNotTakenForUs() throws IOException {
    server.hold("/bucket/a", "same");
    server.failNext(Failure.DROP);

    assertThat(store.putIfAbsent("a", bytes("same"))).isFalse();
  }

  @Test
  void aLostRaceTakesOneRequest() throws IOException {
    server.hold("/bucket/a", "theirs");

    assertThat(store.putIfAbsent("a", bytes("ours"))).isFalse();
    assertThat(server.requests()).containsExactly("PUT");
  }

  @Test
  void aPutThatWasNotCarriedOutIsMadeAgain() throws IOException {
    server.failNext(Failure.SLOW_DOWN, Failure.DROP, Failure.CONFLICT);

    assertThat(store.putIfAbsent("a", bytes("ours"))).isTrue();
    assertThat(server.requests()).containsExactly("PUT", "PUT", "PUT", "PUT");
  }

  @Test
  void aPutOfWhichNothingIsHeardHasAnUnknownOutcome() {
    server.failNext(Failure.DROP, Failure.DROP, Failure.DROP, Failure.DROP);

    assertThatThrownBy(() -> store.putIfAbsent("a", bytes("ours")))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageStartingWith("whether a was written to s3://bucket/ at http://127.0.0.1:")
        .hasMessageNotContaining("\n");
    assertThat(server.requests()).containsExactly("PUT", "PUT", "PUT", "PUT", "HEAD");
  }

  @Test
  void aLostAnswerIsResolvedAlsoAfterTheLastAttempt() throws IOException {
    server.failNext(Failure.SLOW_DOWN, Failure.SLOW_DOWN, Failure.SLOW_DOWN, Failure.DROP_ANSWER);

    assertThat(store.putIfAbsent("a", bytes("ours"))).isTrue();
  }

  @Test
  void aRefusalAfterALostAnswerLeavesTheOutcomeOpen() {
    server.failNext(Failure.DROP, Failure.FORBIDDEN, Failure.FORBIDDEN);

    assertThatThrownBy(() -> store.putIfAbsent("a", bytes("ours")))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("403 AccessDenied");
  }

  @Test
  void aRefusalIsCertain() {
    server.failNext(Failure.FORBIDDEN);

    assertThatThrownBy(() -> store.putIfAbsent("a", bytes("ours")))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("403 AccessDenied; check the AWS credentials");
    assertThat(server.requests()).containsExactly("PUT");
  }

  @Test
  void whatIsNotForeseenIsGivenAsTheServerPutsIt() {
    server.failNext(Failure.BAD_REQUEST, Failure.FORBIDDEN);

    assertThatThrownBy(() -> store.read("a", 1)).hasMessageContaining(": 400 Odd: scripted");
    assertThatThrownBy(() -> store.stat("a")).hasMessageContaining(": 403; check the AWS");
  }

  @Test
  void conflictsWithoutEndAreCertain() {
    failAll(Failure.CONFLICT, MAX_ATTEMPTS);

    assertThatThrownBy(() -> store.putIfAbsent("a", bytes("ours")))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("409 ConditionalRequestConflict");
  }

  @Test
  void aServerWithoutConditionalPutsIsNamed() {
    server.failNext(Failure.NOT_IMPLEMENTED);

    assertThatThrownBy(() -> new ConditionalPutProbe(store).run())
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("501 NotImplemented; this server does not support what is asked");
  }

  @Test
  void retriesAreBounded() {
    failAll(Failure.SLOW_DOWN, 100);

    assertThatThrownBy(() -> store.read("a", 1))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("cannot read a in s3://bucket/ at")
        .hasMessageContaining("503 SlowDown; the server may recover");
    assertThat(server.requests()).hasSize(MAX_ATTEMPTS);
    assertThatThrownBy(() -> store.put("a", bytes("x"))).hasMessageContaining("503 SlowDown");
    assertThat(server.requests()).hasSize(2 * MAX_ATTEMPTS);
    // One HEAD more: whether the put was carried out after all.
    assertThatThrownBy(() -> store.putIfAbsent("a", bytes("x")))
        .isInstanceOf(OutcomeUnknownException.class);
    assertThat(server.requests()).hasSize(4 * MAX_ATTEMPTS);
  }

  @Test
  void anObjectThatBreaksOffIsReadAgain() throws IOException {
    server.hold("/bucket/a", "0123456789");
    server.failNext(Failure.TRUNCATE, Failure.SLOW_DOWN);

    assertThat(store.read("a", 10)).isEqualTo(bytes("0123456789"));
    assertThat(server.requests()).containsExactly("GET", "GET", "GET");
  }

  @Test
  void anObjectThatAlwaysBreaksOffIsNeverReturned() {
    server.hold("/bucket/a", "0123456789");
    failAll(Failure.TRUNCATE, MAX_ATTEMPTS);

    assertThatThrownBy(() -> store.read("a", 10))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContaining("the answer broke off");
  }

  @Test
  void anObjectOfUntoldLengthIsLimitedToo() throws IOException {
    server.hold("/bucket/a", "0123456789");
    server.failNext(Failure.NO_LENGTH, Failure.NO_LENGTH);

    assertThat(store.read("a", 10)).hasSize(10);
    assertThatThrownBy(() -> store.read("a", 9)).isInstanceOf(ObjectTooLargeException.class);
  }

  @Test
  void anInterruptedCallerStaysInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> store.read("a", 1)).isInstanceOf(InterruptedIOException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  private void failAll(Failure failure, int count) {
    server.failNext(Collections.nCopies(count, failure).toArray(Failure[]::new));
  }
}
