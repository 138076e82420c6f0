package dev.digitgan.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.WatchModelRequest;
import dev.digitgan.generator.v1.WatchModelResponse;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WatchModel over real sockets. */
class WatchModelTest {
  private static final String WATCHES = "digitgan_generator_watches";

  private final ObjectStore store = new InMemoryStore();
  private final CheckpointPublisher publisher =
      new CheckpointPublisher(store, new CheckpointKeys("digits"));
  private final RunningServer server = new RunningServer(store);

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void tellsWhatIsServedAtOnceAndThenEachChange() throws Exception {
    Reader early = watch(10);
    publisher.publish(TestModels.draft(1));
    early.awaitVersions(1);
    Reader late = watch(10);
    late.awaitVersions(1);

    publisher.publish(TestModels.draft(2));
    early.awaitVersions(1, 2);
    late.awaitVersions(1, 2);

    GetModelResponse now = server.stub().getModel(GetModelRequest.getDefaultInstance());
    assertThat(late.seen.get(1).getModel()).isEqualTo(now.getModel());
    assertThat(late.seen.get(1).getFingerprint()).isEqualTo(now.getFingerprint());
  }

  @Test
  void aReaderThatPausesIsToldTheLast() throws Exception {
    publisher.publish(TestModels.draft(1));
    server.awaitVersion(1);
    Reader reader = watch(1);
    reader.awaitVersions(1);
    for (int version = 2; version <= 5; version++) {
      publisher.publish(TestModels.draft(version));
      server.awaitVersion(version);
    }

    reader.pull(10);

    await().untilAsserted(() -> assertThat(reader.last()).isEqualTo(5));
    assertThat(reader.versions()).isSorted().startsWith(1L);
  }

  @Test
  void endsWhenTheCallerGoes() throws Exception {
    Reader reader = watch(1);
    await().untilAsserted(() -> assertThat(server.metric(WATCHES)).isEqualTo(1));

    reader.cancel();

    await().untilAsserted(() -> assertThat(server.metric(WATCHES)).isZero());
    publisher.publish(TestModels.draft(1));
    server.awaitVersion(1);
    assertThat(reader.seen).isEmpty();
  }

  @Test
  void endsWithTheServerBeforeItsGraceIsOver() throws Exception {
    publisher.publish(TestModels.draft(1));
    server.awaitVersion(1);
    Reader reader = watch(10);
    reader.awaitVersions(1);

    assertThat(server.server.drain(Duration.ofMinutes(1))).isTrue();

    Status status = StatusProto.fromThrowable(reader.failure.get(10, TimeUnit.SECONDS));
    assertThat(status.getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE.value());
    assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("DRAINING");
    assertThat(status.getDetails(1).is(RetryInfo.class)).isTrue();
    assertThat(server.metric(WATCHES)).isZero();
  }

  private Reader watch(int pulled) {
    Reader reader = new Reader(pulled);
    GeneratorServiceGrpc.newStub(server.channel(server.server.ports().grpc()))
        .watchModel(WatchModelRequest.getDefaultInstance(), reader);
    return reader;
  }

  private static final class Reader
      implements ClientResponseObserver<WatchModelRequest, WatchModelResponse> {
    final List<WatchModelResponse> seen = new CopyOnWriteArrayList<>();
    final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final CompletableFuture<ClientCallStreamObserver<WatchModelRequest>> call =
        new CompletableFuture<>();
    private final int pulled;

    Reader(int pulled) {
      this.pulled = pulled;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchModelRequest> stream) {
      stream.disableAutoRequestWithInitial(pulled);
      call.complete(stream);
    }

    @Override
    public void onNext(WatchModelResponse response) {
      seen.add(response);
    }

    @Override
    public void onError(Throwable thrown) {
      failure.complete(thrown);
    }

    @Override
    public void onCompleted() {
      failure.complete(new AssertionError("completed"));
    }

    void pull(int count) {
      call.join().request(count);
    }

    void cancel() {
      call.join().cancel("enough", null);
    }

    List<Long> versions() {
      return seen.stream().map(response -> response.getModel().getVersion()).toList();
    }

    long last() {
      return seen.get(seen.size() - 1).getModel().getVersion();
    }

    void awaitVersions(long... expected) {
      await()
          .untilAsserted(
              () ->
                  assertThat(versions())
                      .containsExactly(Arrays.stream(expected).boxed().toArray(Long[]::new)));
    }
  }
}
