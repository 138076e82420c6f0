package dev.digitgan.generator.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.digitgan.generator.grpc.InvalidRequestException.Violation;
import dev.digitgan.generator.grpc.ModelWatches.TooManyWatchesException;
import dev.digitgan.generator.model.NoModelException;
import dev.digitgan.generator.model.NoSuchVersionException;
import dev.digitgan.generator.sampling.DeadlinePassedException;
import dev.digitgan.generator.sampling.DeadlineTooShortException;
import dev.digitgan.generator.sampling.DrainingException;
import dev.digitgan.generator.sampling.QueueFullException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Maps every exception to a status with google.rpc details; no other class does. */
final class GrpcErrors {
  private static final Logger log = LoggerFactory.getLogger(GrpcErrors.class);
  private static final String DOMAIN = "digitgan.dev";
  private static final Message RETRY_SOON = retryAfter(Duration.ofMillis(200));
  private static final Message RETRY_LATER = retryAfter(Duration.ofSeconds(1));

  private final Sampling.Listener listener;

  GrpcErrors(Sampling.Listener listener) {
    this.listener = listener;
  }

  /**
   * Returns the status to answer with. Tells the listener, and logs defects only.
   *
   * @param imageCount images of the call that were not sent
   */
  StatusRuntimeException status(Throwable failure, long imageCount) {
    Failure seen = failure(failure);
    listener.rejected(seen.reason, imageCount);
    return seen.status;
  }

  /** Counts a call whose caller is gone. */
  void count(Throwable failure, long imageCount) {
    listener.rejected(failure(failure).reason, imageCount);
  }

  private record Failure(ErrorReason reason, StatusRuntimeException status) {}

  private static Failure failure(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof InvalidRequestException e) {
      return error(Code.INVALID_ARGUMENT, ErrorReason.INVALID_REQUEST, e, badRequest(e));
    }
    if (cause instanceof NoSuchVersionException e) {
      return error(Code.NOT_FOUND, ErrorReason.NO_SUCH_VERSION, e);
    }
    if (cause instanceof NoModelException e) {
      return error(Code.UNAVAILABLE, ErrorReason.NO_MODEL, e, RETRY_LATER);
    }
    if (cause instanceof DrainingException e) {
      return error(Code.UNAVAILABLE, ErrorReason.DRAINING, e, RETRY_SOON);
    }
    if (cause instanceof QueueFullException e) {
      return error(Code.RESOURCE_EXHAUSTED, reason(e.bound()), e, retryAfter(e.retryAfter()));
    }
    if (cause instanceof TooManyWatchesException e) {
      return error(Code.RESOURCE_EXHAUSTED, ErrorReason.TOO_MANY_WATCHES, e, RETRY_LATER);
    }
    if (cause instanceof DeadlineTooShortException e) {
      return error(Code.DEADLINE_EXCEEDED, ErrorReason.DEADLINE_TOO_SHORT, e);
    }
    if (cause instanceof DeadlinePassedException e) {
      return error(Code.DEADLINE_EXCEEDED, ErrorReason.DEADLINE_PASSED, e);
    }
    if (cause instanceof CancellationException e) {
      return error(Code.CANCELLED, ErrorReason.CANCELLED, e);
    }
    log.error("a call failed", cause);
    return error(
        Code.INTERNAL,
        ErrorReason.INTERNAL,
        new IllegalStateException("failed: see the server's log"));
  }

  private static ErrorReason reason(QueueFullException.Bound bound) {
    return switch (bound) {
      case QUEUE -> ErrorReason.QUEUE_FULL;
      case CLIENT -> ErrorReason.CLIENT_SHARE_FULL;
      case UNREAD_REPLIES -> ErrorReason.UNREAD_REPLIES;
    };
  }

  private static Failure error(Code code, ErrorReason reason, Exception cause, Message... details) {
    Status.Builder status =
        Status.newBuilder()
            .setCode(code.getNumber())
            .setMessage(String.valueOf(cause.getMessage()))
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setReason(reason.name()).setDomain(DOMAIN).build()));
    for (Message detail : List.of(details)) {
      status.addDetails(Any.pack(detail));
    }
    return new Failure(reason, StatusProto.toStatusRuntimeException(status.build()));
  }

  private static Message badRequest(InvalidRequestException e) {
    BadRequest.Builder badRequest = BadRequest.newBuilder();
    for (Violation violation : e.violations()) {
      badRequest
          .addFieldViolationsBuilder()
          .setField(violation.field())
          .setDescription(violation.description());
    }
    return badRequest.build();
  }

  private static Message retryAfter(Duration delay) {
    return RetryInfo.newBuilder()
        .setRetryDelay(
            com.google.protobuf.Duration.newBuilder()
                .setSeconds(delay.getSeconds())
                .setNanos(delay.getNano()))
        .build();
  }
}
