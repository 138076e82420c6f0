package dev.digitgan.k8s;

import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.LoadedVersion;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A client of one generator process; safe for many threads. */
public final class GeneratorClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ManagedChannel channel;
  private final GeneratorServiceBlockingStub stub;

  public GeneratorClient(ServiceProcess generator) {
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", generator.port("grpc")).usePlaintext().build();
    stub = GeneratorServiceGrpc.newBlockingStub(channel);
  }

  SampleResponse sample(int n, long seed, long offset, String version) {
    return stub.sample(
        SampleRequest.newBuilder()
            .setN(n)
            .setSeed(seed)
            .setOffset(offset)
            .setVersion(version)
            .build());
  }

  byte[] pixels(int n, long seed, long offset, String version) {
    return sample(n, seed, offset, version).getPixels().toByteArray();
  }

  /** Number of the version that requests without one are answered by; 0 = none yet. */
  public long served() {
    return stub.listVersions(ListVersionsRequest.getDefaultInstance()).getVersionsList().stream()
        .filter(LoadedVersion::getServing)
        .mapToLong(loaded -> loaded.getModel().getVersion())
        .findFirst()
        .orElse(0);
  }

  public void awaitServed(long version) {
    Awaitility.await().atMost(PATIENCE).until(() -> served() == version);
  }

  ServingStatus health(String service) {
    try {
      return HealthGrpc.newBlockingStub(channel)
          .check(HealthCheckRequest.newBuilder().setService(service).build())
          .getStatus();
    } catch (StatusRuntimeException e) {
      return ServingStatus.UNRECOGNIZED;
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
