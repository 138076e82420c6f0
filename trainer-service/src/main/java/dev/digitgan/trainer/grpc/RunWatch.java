package dev.digitgan.trainer.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.trainer.v1.Run;
import dev.digitgan.trainer.v1.WatchRunResponse;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/** One call that watches the run. At most one message waits for a slow reader. */
final class RunWatch {
  private final ServerCallStreamObserver<WatchRunResponse> call;

  @GuardedBy("this")
  private @Nullable Run sent;

  @GuardedBy("this")
  private boolean ended;

  /** To be made in the call's own handler. */
  RunWatch(ServerCallStreamObserver<WatchRunResponse> call) {
    this.call = call;
  }

  /** To be called in the call's own handler. */
  void onCancel(Runnable listener) {
    call.setOnCancelHandler(listener);
  }

  /**
   * Sends {@code run} if it is news and the reader keeps up; the last one is sent in any case.
   *
   * @return whether this watch is over
   */
  synchronized boolean advance(Run run, boolean last) {
    if (ended || call.isCancelled()) {
      ended = true;
      return true;
    }
    if (last || (call.isReady() && !run.equals(sent))) {
      call.onNext(WatchRunResponse.newBuilder().setRun(run).build());
      sent = run;
    }
    if (last) {
      call.onCompleted();
      ended = true;
    }
    return ended;
  }
}
