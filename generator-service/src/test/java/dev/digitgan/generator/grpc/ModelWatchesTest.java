package dev.digitgan.generator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.grpc.ModelWatches.TooManyWatchesException;
import dev.digitgan.generator.sampling.DrainingException;
import dev.digitgan.generator.v1.WatchModelResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ModelWatchesTest {
  private final GrpcErrors errors = new GrpcErrors(new Unheard());
  private final ModelWatches watches = new ModelWatches(2);

  @Test
  void aReaderThatIsNotReadyIsToldTheLastWhenItIs() {
    FakeCall call = new FakeCall();
    watches.add(call, errors);
    serve(1);
    call.ready = false;
    serve(2);
    serve(3);
    serve(4);
    assertThat(call.versions).containsExactly(1L);

    call.becomeReady();
    call.becomeReady();

    assertThat(call.versions).containsExactly(1L, 4L);
  }

  @Test
  void theSameModelIsToldOnce() {
    FakeCall call = new FakeCall();
    serve(1);
    watches.add(call, errors);
    serve(1);
    call.becomeReady();

    assertThat(call.versions).containsExactly(1L);
  }

  @Test
  void aModelThatComesBackIsToldAgain() {
    FakeCall call = new FakeCall();
    watches.add(call, errors);
    serve(1);
    serve(2);
    serve(1);

    assertThat(call.versions).containsExactly(1L, 2L, 1L);
  }

  @Test
  void noMoreThanTheLimitMayWatch() {
    FakeCall first = new FakeCall();
    watches.add(first, errors);
    watches.add(new FakeCall(), errors);

    assertThatThrownBy(() -> watches.add(new FakeCall(), errors))
        .isInstanceOf(TooManyWatchesException.class)
        .satisfies(
            e ->
                assertThat(errors.status(e, 0).getStatus().getCode())
                    .isEqualTo(Status.Code.RESOURCE_EXHAUSTED));

    first.cancel();
    watches.add(new FakeCall(), errors);
    assertThat(watches.count()).isEqualTo(2);
  }

  @Test
  void afterTheEndNobodyIsToldAndNobodyMayWatch() {
    FakeCall call = new FakeCall();
    watches.add(call, errors);

    watches.end();
    watches.end();
    serve(1);
    call.becomeReady();

    assertThat(call.versions).isEmpty();
    assertThat(call.failures).singleElement().isInstanceOf(io.grpc.StatusRuntimeException.class);
    assertThat(watches.count()).isZero();
    assertThatThrownBy(() -> watches.add(new FakeCall(), errors))
        .isInstanceOf(DrainingException.class);
  }

  @RepeatedTest(20)
  void whoBeginsInTheMiddleOfASwapIsToldTheLast() throws Exception {
    AtomicBoolean swapping = new AtomicBoolean(true);
    Thread swaps =
        new Thread(
            () -> {
              for (long version = 1; version <= 200; version++) {
                serve(version);
              }
              swapping.set(false);
            });
    swaps.start();
    List<FakeCall> calls = new ArrayList<>();
    do {
      FakeCall call = new FakeCall();
      watches.add(call, errors);
      calls.add(call);
      FakeCall other = new FakeCall();
      watches.add(other, errors);
      other.cancel();
      if (swapping.get()) {
        call.cancel();
      }
    } while (swapping.get());
    swaps.join();

    FakeCall last = calls.get(calls.size() - 1);
    last.becomeReady();
    assertThat(last.versions).endsWith(200L).isSorted().doesNotHaveDuplicates();
    assertThat(calls).allSatisfy(call -> assertThat(call.overlapped.get()).isFalse());
  }

  private void serve(long version) {
    watches.served(TestModels.description(version), Duration.ZERO);
  }

  private static final class Unheard implements Sampling.Listener {
    @Override
    public void encoded(Duration time) {}

    @Override
    public void sent(int imageCount) {}

    @Override
    public void answered() {}

    @Override
    public void rejected(ErrorReason reason, long imageCount) {}
  }

  /** A call whose reader is ready as it is told, and which notices two messages at once. */
  private static final class FakeCall extends ServerCallStreamObserver<WatchModelResponse> {
    final List<Long> versions = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    final AtomicBoolean overlapped = new AtomicBoolean();
    private final AtomicBoolean busy = new AtomicBoolean();
    private @Nullable Runnable onReady;
    private @Nullable Runnable onCancel;
    volatile boolean ready = true;

    void becomeReady() {
      ready = true;
      run(onReady);
    }

    void cancel() {
      run(onCancel);
    }

    private static void run(@Nullable Runnable handler) {
      if (handler == null) {
        throw new AssertionError("no handler");
      }
      handler.run();
    }

    @Override
    public void onNext(WatchModelResponse response) {
      overlapped.compareAndSet(false, !busy.compareAndSet(false, true));
      versions.add(response.getModel().getVersion());
      busy.set(false);
    }

    @Override
    public void onError(Throwable thrown) {
      failures.add(thrown);
    }

    @Override
    public void onCompleted() {
      throw new AssertionError("a watch never completes");
    }

    @Override
    public boolean isReady() {
      return ready;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
