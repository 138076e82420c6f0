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
 * Answers a request that cannot be read with what is wrong with it: INVALID_ARGUMENT for bytes that
 * are no such message, RESOURCE_EXHAUSTED for one that is too large once it is decompressed. By
 * itself gRPC answers UNKNOWN, and logs a trace of each as if a handler had failed.
 */
final class ReadableRequests {
  private ReadableRequests() {}

  /** The same service; its handlers see only what could be read. */
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

  /**
   * Requests come to the listener: a call has none of them, so that its type may be the old one.
   */
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

  /** A message, or why there is none. */
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

  /** Events of one call come one after another. */
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
