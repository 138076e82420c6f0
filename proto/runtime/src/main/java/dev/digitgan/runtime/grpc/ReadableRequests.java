package dev.digitgan.runtime.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers an unreadable request with its fault: INVALID_ARGUMENT for bytes that are not such a
 * message, RESOURCE_EXHAUSTED for a message that is too large after decompression. By itself gRPC
 * answers UNKNOWN, and logs a stack trace as if a handler had failed.
 */
final class ReadableRequests {
  private ReadableRequests() {}

  /** Returns the same service, whose handlers see only readable requests. */
  static ServerServiceDefinition of(ServerServiceDefinition service) {
    ServiceDescriptor before = service.getServiceDescriptor();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(before.getName())
            .setSchemaDescriptor(before.getSchemaDescriptor());
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> readable = readable(method);
      methods.add(readable);
      descriptor.addMethod(readable.getMethodDescriptor());
    }
    ServerServiceDefinition.Builder result = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(result::addMethod);
    return result.build();
  }

  private static <Q, A> ServerMethodDefinition<Read<Q>, A> readable(
      ServerMethodDefinition<Q, A> method) {
    MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder(
                new Reader<>(descriptor.getRequestMarshaller()), descriptor.getResponseMarshaller())
            .build(),
        (call, headers) ->
            new ReadableListener<>(
                call,
                method.getServerCallHandler().startCall(asBefore(call, descriptor), headers)));
  }

  /** Casts the call to its old type, since requests reach only the listener, never the call. */
  @SuppressWarnings("unchecked")
  private static <Q, A> ServerCall<Q, A> asBefore(
      ServerCall<Read<Q>, A> call, MethodDescriptor<Q, A> descriptor) {
    return new SimpleForwardingServerCall<>((ServerCall<Q, A>) (ServerCall<?, A>) call) {
      @Override
      public MethodDescriptor<Q, A> getMethodDescriptor() {
        return descriptor;
      }
    };
  }

  /** A message, or the status of an unreadable one. */
  private record Read<Q>(@Nullable Q message, Status status) {}

  private record Reader<Q>(Marshaller<Q> messages) implements Marshaller<Read<Q>> {
    @Override
    public InputStream stream(Read<Q> read) {
      throw new UnsupportedOperationException("a server sends no requests");
    }

    @Override
    public Read<Q> parse(InputStream bytes) {
      try {
        return new Read<>(messages.parse(bytes), Status.OK);
      } catch (StatusRuntimeException e) {
        boolean tooLarge = e.getStatus().getCode() == Status.Code.RESOURCE_EXHAUSTED;
        return new Read<>(null, tooLarge ? e.getStatus() : notReadable(e.getStatus()));
      }
    }

    private static Status notReadable(Status reason) {
      return Status.INVALID_ARGUMENT.withDescription(
          "the request cannot be read: " + reason.getDescription());
    }
  }

  /** A listener whose events arrive one after another, as gRPC promises for a call. */
  private static final class ReadableListener<Q> extends ServerCall.Listener<Read<Q>> {
    private final ServerCall<Read<Q>, ?> call;
    private final ServerCall.Listener<Q> handler;
    private boolean refused;

    ReadableListener(ServerCall<Read<Q>, ?> call, ServerCall.Listener<Q> handler) {
      this.call = call;
      this.handler = handler;
    }

    @Override
    public void onMessage(Read<Q> read) {
      Q message = read.message;
      if (message == null) {
        refused = true;
        call.close(read.status, new Metadata());
      } else {
        handler.onMessage(message);
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        handler.onHalfClose();
      }
    }

    @Override
    public void onReady() {
      if (!refused) {
        handler.onReady();
      }
    }

    @Override
    public void onCancel() {
      handler.onCancel();
    }

    @Override
    public void onComplete() {
      handler.onComplete();
    }
  }
}
