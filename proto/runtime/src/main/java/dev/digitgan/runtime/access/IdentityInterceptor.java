package dev.digitgan.runtime.access;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;

/** Makes {@link ClientIdentity#current} true in the handlers of calls. */
public final class IdentityInterceptor implements ServerInterceptor {
  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    ClientIdentity client = call.getAttributes().get(ConnectionIdentity.KEY);
    if (client == null) {
      throw new IllegalStateException("a connection that ConnectionIdentity did not see");
    }
    return Contexts.interceptCall(client.in(Context.current()), call, headers, next);
  }
}
