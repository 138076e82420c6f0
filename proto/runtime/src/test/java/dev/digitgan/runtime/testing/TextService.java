package dev.digitgan.runtime.testing;

import com.google.protobuf.StringValue;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One unary method, from text to text; what its function throws is the call's status. */
public final class TextService implements BindableService {
  public static final String NAME = "test.Text";
  public static final MethodDescriptor<StringValue, StringValue> METHOD =
      MethodDescriptor.<StringValue, StringValue>newBuilder()
          .setType(MethodType.UNARY)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(NAME, "Answer"))
          .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
          .build();

  private final UnaryOperator<String> answer;

  public TextService(UnaryOperator<String> answer) {
    this.answer = answer;
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(
            METHOD,
            ServerCalls.asyncUnaryCall(
                (request, observer) -> {
                  try {
                    observer.onNext(StringValue.of(answer.apply(request.getValue())));
                    observer.onCompleted();
                  } catch (RuntimeException e) {
                    observer.onError(e);
                  }
                }))
        .build();
  }

  /** The answer to {@code text}; blocks. */
  public static String ask(Channel channel, String text) {
    return ClientCalls.blockingUnaryCall(
            channel,
            METHOD,
            CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
            StringValue.of(text))
        .getValue();
  }
}
