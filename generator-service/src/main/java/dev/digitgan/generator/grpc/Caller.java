package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.sampling.DeadlinePassedException;
import dev.digitgan.generator.sampling.SampleCall;
import dev.digitgan.generator.sampling.SampleDemand;
import dev.digitgan.generator.sampling.SampleDemand.ImageRange;
import dev.digitgan.runtime.access.ClientIdentity;
import dev.digitgan.runtime.tracing.CallTrace;
import io.grpc.Context;
import io.grpc.Deadline;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * The caller and its deadline, read from gRPC's context on the handler's thread.
 *
 * @param deadlineNanos by {@link System#nanoTime}
 * @param trace of the call
 */
record Caller(ClientIdentity client, OptionalLong deadlineNanos, CallTrace trace) {
  static Caller current() {
    Deadline deadline = Context.current().getDeadline();
    return new Caller(
        ClientIdentity.current(),
        deadline == null
            ? OptionalLong.empty()
            : OptionalLong.of(System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS)),
        CallTrace.current());
  }

  void trace(SampleCall call) {
    if (trace.isRecording() && call.beginNanos() != 0) {
      trace.part("queue", call.submitNanos(), call.beginNanos());
      trace.part("engine", call.beginNanos(), call.endNanos());
    }
  }

  RuntimeException goneReason() {
    return deadlineNanos.isPresent() && deadlineNanos.getAsLong() - System.nanoTime() <= 0
        ? new DeadlinePassedException()
        : new CancellationException("the caller went away");
  }

  SampleDemand demand(ImageRange range, ModelLease lease) {
    return new SampleDemand(range, lease, client, deadlineNanos);
  }
}
