package dev.digitgan.generator.bench;

import com.google.protobuf.TextFormat;
import com.google.protobuf.UnsafeByteOperations;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.testing.bench.JsonLines;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;

/**
 * Answers {@code Sample} at once with empty images, over the service's own endpoint: the limit of
 * gRPC alone. Responses are as large as the service's. Sends its port, then waits for the end of
 * stdin.
 */
final class EchoServer extends GeneratorServiceImplBase {
  private static final int SIDE = 28;
  private static final String FRAME =
      """
      model { model: "echo" version: 1 digest: "DIGEST" recipe: "none" }
      fingerprint {
        engine: "none-0.0.0" device_family: "cpu-none" precision: "float32"
        canonical_tile: 64 latent_scheme: 1 model_digest: "DIGEST"
      }
      height: 28 width: 28 channels: 1
      """;

  private final SampleResponse frame;

  private EchoServer(SampleResponse frame) {
    this.frame = frame;
  }

  public static void main(String[] args) throws IOException {
    String frame = FRAME.replace("DIGEST", "sha256:" + "0".repeat(64));
    EchoServer echo = new EchoServer(TextFormat.parse(frame, SampleResponse.class));
    int handlers = 2 * Runtime.getRuntime().availableProcessors(); // As the service has.
    GrpcSettings settings =
        new GrpcSettings("127.0.0.1", 0, 0, GrpcSettings.SMALL_REQUEST_BYTES, handlers);
    try (GrpcEndpoint endpoint = new GrpcEndpoint(settings, List.of(echo), List.of())) {
      endpoint.start();
      JsonLines.say(new Servers.Listening(endpoint.port(), 0, 0));
      System.in.readAllBytes(); // Until the parent ends.
    }
    System.exit(0);
  }

  @Override
  public void sample(SampleRequest request, StreamObserver<SampleResponse> observer) {
    byte[] pixels = new byte[request.getN() * SIDE * SIDE];
    observer.onNext(frame.toBuilder().setPixels(UnsafeByteOperations.unsafeWrap(pixels)).build());
    observer.onCompleted();
  }
}
