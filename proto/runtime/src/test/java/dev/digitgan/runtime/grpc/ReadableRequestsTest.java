package dev.digitgan.runtime.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are no messages: their senders hear so, and nobody else. */
class ReadableRequestsTest {
  private static final int LARGEST_BYTES = 1_024;

  private final GrpcEndpoint endpoint =
      new GrpcEndpoint(new GrpcSettings("127.0.0.1", 0, 0, LARGEST_BYTES, 2), List.of(), List.of());
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Logger grpcLog = Logger.getLogger("io.grpc.internal");
  private final Records records = new Records();

  @BeforeEach
  void start() {
    endpoint.start();
    grpcLog.addHandler(records);
  }

  @AfterEach
  void stop() {
    grpcLog.removeHandler(records);
    channels.forEach(ManagedChannel::shutdownNow);
    endpoint.close();
  }

  @ParameterizedTest
  @CsvSource({"Check", "Watch"})
  void bytesThatAreNoMessageAreAnInvalidArgument(String method) {
    ByteString garbage = ByteString.copyFrom(new byte[] {(byte) 0xff, 1, 2, 3});
    for (ManagedChannel channel : bothPorts()) {
      Status status = refusal(channel, method, CallOptions.DEFAULT, garbage);

      assertThat(status.getCode()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(status.getDescription())
          .isEqualTo("the request cannot be read: Invalid protobuf byte sequence");
      assertAnswers(channel);
    }
    assertThat(records.messages).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Check", "Watch"})
  void aSmallFileOfALargeMessageIsNotUnpacked(String method) {
    ByteString large =
        HealthCheckRequest.newBuilder().setService("a".repeat(500_000)).build().toByteString();
    for (ManagedChannel channel : bothPorts()) {
      Status status = refusal(channel, method, CallOptions.DEFAULT.withCompression("gzip"), large);

      assertThat(status.getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
      assertAnswers(channel);
    }
    assertThat(records.messages).isEmpty();
  }

  private static Status refusal(
      ManagedChannel channel, String method, CallOptions options, ByteString request) {
    MethodDescriptor<ByteString, HealthCheckResponse> raw =
        HealthGrpc.getCheckMethod().toBuilder(new Bytes(), responses())
            .setFullMethodName(
                MethodDescriptor.generateFullMethodName(HealthGrpc.SERVICE_NAME, method))
            .build();
    return catchThrowableOfType(
            StatusRuntimeException.class,
            () -> ClientCalls.blockingUnaryCall(channel, raw, options, request))
        .getStatus();
  }

  private static Marshaller<HealthCheckResponse> responses() {
    return HealthGrpc.getCheckMethod().getResponseMarshaller();
  }

  private static void assertAnswers(ManagedChannel channel) {
    assertThat(
            HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus())
        .isEqualTo(ServingStatus.SERVING);
  }

  private List<ManagedChannel> bothPorts() {
    for (int port : new int[] {endpoint.port(), endpoint.adminPort()}) {
      channels.add(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
    }
    return channels;
  }

  /** Sends any bytes as a message. */
  private static final class Bytes implements Marshaller<ByteString> {
    @Override
    public InputStream stream(ByteString bytes) {
      return bytes.newInput();
    }

    @Override
    public ByteString parse(InputStream stream) {
      try {
        return ByteString.readFrom(stream);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Records extends Handler {
    private final List<String> messages = new ArrayList<>();

    @Override
    public synchronized void publish(LogRecord logged) {
      messages.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
