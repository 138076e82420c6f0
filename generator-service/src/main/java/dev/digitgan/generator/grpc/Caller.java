package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.sampling.DeadlinePassedException;
import dev.digitgan.generator.sampling.ImageRange;
import dev.digitgan.generator.sampling.SampleDemand;
import dev.digitgan.runtime.access.ClientIdentity;
import io.grpc.Context;
import io.grpc.Deadline;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Who asks, and until when; read from gRPC's context, on the handler's thread.
 *
 * @param deadlineNanos by {@link System#nanoTime}
 */
record Caller(ClientIdentity client, OptionalLong deadlineNanos) {
  static Caller current() {
    Deadline deadline = Context.current().getDeadline();
    return new Caller(
        ClientIdentity.current(),
        deadline == null
            ? OptionalLong.empty()
            : OptionalLong.of(System.nanoTime() + deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }

  /** Why nobody waits any more. */
  RuntimeException goneReason() {
    return deadlineNanos.isPresent() && deadlineNanos.getAsLong() - System.nanoTime() <= 0
        ? new DeadlinePassedException()
        : new CancellationException("the caller went away");
  }

  SampleDemand demand(ImageRange range, ModelLease lease) {
    return new SampleDemand(range, lease, client, deadlineNanos);
  }
}
