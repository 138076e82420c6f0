package dev.digitgan.runtime.access;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.digitgan.runtime.access.ClientIdentity.Kind;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets {@link ClientIdentity#current}, and refuses calls without an accepted token as
 * UNAUTHENTICATED.
 *
 * <p>It protects a service's own methods. Health and load reports stay open, because probes and
 * load balancers have no token; reflection stays open, because it only repeats the public .proto
 * files.
 */
public final class ClientAuthentication implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String DOMAIN = "digitgan.dev";
  private static final String REASON = "UNAUTHENTICATED";

  private final Optional<Supplier<AccessTokens>> tokens;

  /**
   * @param tokens the tokens that are accepted now; empty: no token is required
   */
  public ClientAuthentication(Optional<Supplier<AccessTokens>> tokens) {
    this.tokens = tokens;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    ClientIdentity client;
    if (tokens.isPresent()) {
      String authorization = headers.get(AUTHORIZATION);
      Optional<String> subject = subject(tokens.get().get(), authorization);
      if (subject.isEmpty()) {
        return refuse(
            call,
            authorization == null
                ? "the call has no token; send \"authorization: Bearer TOKEN\""
                : "the call's token is not accepted");
      }
      client = new ClientIdentity(Kind.TOKEN, subject.get());
    } else {
      client = connection(call);
    }
    return Contexts.interceptCall(client.in(Context.current()), call, headers, next);
  }

  private static Optional<String> subject(AccessTokens accepted, @Nullable String authorization) {
    return authorization == null ? Optional.empty() : accepted.subject(authorization);
  }

  private static ClientIdentity connection(ServerCall<?, ?> call) {
    ClientIdentity client = call.getAttributes().get(ConnectionIdentity.KEY);
    if (client == null) {
      throw new IllegalStateException("a connection that ConnectionIdentity did not see");
    }
    return client;
  }

  private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, String message) {
    StatusRuntimeException refusal =
        StatusProto.toStatusRuntimeException(
            Status.newBuilder()
                .setCode(Code.UNAUTHENTICATED_VALUE)
                .setMessage(message)
                .addDetails(
                    Any.pack(ErrorInfo.newBuilder().setReason(REASON).setDomain(DOMAIN).build()))
                .build());
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }
}
