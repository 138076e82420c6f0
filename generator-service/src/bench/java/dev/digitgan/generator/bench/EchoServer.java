package dev.digitgan.generator.bench;

import com.google.protobuf.UnsafeByteOperations;
import dev.digitgan.generator.v1.Fingerprint;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceImplBase;
import dev.digitgan.generator.v1.ModelInfo;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.runtime.grpc.GrpcEndpoint;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.testing.bench.JsonLines;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.List;

/**
 * Answers {@code Sample} at once with images of nothing, over the service's own endpoint: what gRPC
 * alone can do. Answers are as large as the service's. Says its port, then waits for the end of
 * stdin.
 */
final class EchoServer extends GeneratorServiceImplBase {
  private static final int SIDE = 28;
  private static final String DIGEST = "sha256:" + "0".repeat(64);
  private static final int HANDLERS_PER_CORE = 2; // As the service has.

  private static final SampleResponse FRAME =
      SampleResponse.newBuilder()
          .setModel(
              ModelInfo.newBuilder()
                  .setModel("echo")
                  .setVersion(1)
                  .setDigest(DIGEST)
                  .setRecipe("none"))
          .setFingerprint(
              Fingerprint.newBuilder()
                  .setEngine("none-0.0.0")
                  .setDeviceFamily("cpu-none")
                  .setPrecision("float32")
                  .setCanonicalTile(64)
                  .setLatentScheme(1)
                  .setModelDigest(DIGEST))
          .setHeight(SIDE)
          .setWidth(SIDE)
          .setChannels(1)
          .build();

  private EchoServer() {}

  public static void main(String[] args) throws IOException {
    int handlers = HANDLERS_PER_CORE * Runtime.getRuntime().availableProcessors();
    GrpcSettings settings =
        new GrpcSettings("127.0.0.1", 0, 0, GrpcSettings.SMALL_REQUEST_BYTES, handlers);
    try (GrpcEndpoint endpoint = new GrpcEndpoint(settings, List.of(new EchoServer()), List.of())) {
      endpoint.start();
      JsonLines.say(new ServerPort(endpoint.port()));
      while (System.in.read() >= 0) {
        // Until the parent ends.
      }
    }
    System.exit(0);
  }

  @Override
  public void sample(SampleRequest request, StreamObserver<SampleResponse> observer) {
    byte[] pixels = new byte[request.getN() * SIDE * SIDE];
    observer.onNext(FRAME.toBuilder().setPixels(UnsafeByteOperations.unsafeWrap(pixels)).build());
    observer.onCompleted();
  }
}
