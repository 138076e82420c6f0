package dev.digitgan.generator.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.digitgan.generator.bench.Servers.Listening;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.testing.bench.ChildProcess;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Waits for a service to be there. */
final class Readiness {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Readiness() {}

  /** Where {@code service}, which writes its ports to a file, listens, once it has a model. */
  static Listening awaitModel(ChildProcess service, Path ports) throws IOException {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              service.requireAlive();
              return Files.exists(ports);
            });
    JsonObject bound = JsonParser.parseString(Files.readString(ports)).getAsJsonObject();
    int port = bound.get("grpc").getAsInt();
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      GeneratorServiceBlockingStub stub = GeneratorServiceGrpc.newBlockingStub(channel);
      Awaitility.await().atMost(PATIENCE).until(() -> hasModel(stub));
    } finally {
      channel.shutdownNow();
    }
    return new Listening(port, bound.get("http").getAsInt(), service.pid());
  }

  private static boolean hasModel(GeneratorServiceBlockingStub stub) {
    try {
      return stub.getModel(GetModelRequest.getDefaultInstance()).hasModel();
    } catch (StatusRuntimeException e) {
      return false;
    }
  }
}
