package dev.digitgan.runtime.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends streams that would never end by themselves, such as a watch on health. A server that waits
 * for its calls would wait for them forever.
 */
final class EndlessCalls implements ServerInterceptor {
  private final Set<Endable<?, ?>> open = ConcurrentHashMap.newKeySet();

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    if (call.getMethodDescriptor().getType().serverSendsOneMessage()) {
      return next.startCall(call, headers);
    }
    Endable<Q, A> endable = new Endable<>(call);
    open.add(endable);
    return new SimpleForwardingServerCallListener<>(next.startCall(endable, headers)) {
      @Override
      public void onCancel() {
        open.remove(endable);
        super.onCancel();
      }

      @Override
      public void onComplete() {
        open.remove(endable);
        super.onComplete();
      }
    };
  }

  /** Ends all streams that are open now. */
  void end() {
    open.forEach(Endable::end);
  }

  /** A call whose handler may still send after the end; such messages are dropped. */
  private static final class Endable<Q, A> extends SimpleForwardingServerCall<Q, A> {
    @GuardedBy("this")
    private boolean closed;

    Endable(ServerCall<Q, A> call) {
      super(call);
    }

    synchronized void end() {
      close(Status.UNAVAILABLE.withDescription("the server is shutting down"), new Metadata());
    }

    @Override
    public synchronized void sendMessage(A message) {
      if (!closed) {
        super.sendMessage(message);
      }
    }

    @Override
    public synchronized void close(Status status, Metadata trailers) {
      if (!closed) {
        closed = true;
        super.close(status, trailers);
      }
    }
  }
}
