package dev.digitgan.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.generator.model.Numerics;
import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.generator.server.CheckpointSettings;
import dev.digitgan.generator.server.GeneratorServer;
import dev.digitgan.generator.server.GeneratorSettings;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.generator.watch.Follow;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.runtime.grpc.GrpcSettings;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.testing.MetricsPage;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A whole server on free ports, and channels to it. */
public final class RunningServer implements AutoCloseable {
  private static final CheckpointSettings CHECKPOINTS =
      new CheckpointSettings(
          Follow.LATEST, 2, Duration.ofMillis(5), Optional.empty(), Optional.empty());
  private static final SamplingLimits LIMITS = new SamplingLimits(2, 16_384, 1);

  private static final long REPLY_BYTES = 64L * 1024 * 1024;

  public final GeneratorServer server;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  public RunningServer(ObjectStore store) {
    this(store, LIMITS, Precision.FLOAT32);
  }

  public RunningServer(ObjectStore store, SamplingLimits limits, Precision precision) {
    this(store, limits, precision, CHECKPOINTS);
  }

  RunningServer(ObjectStore store, CheckpointSettings checkpoints) {
    this(store, LIMITS, Precision.FLOAT32, checkpoints);
  }

  private RunningServer(
      ObjectStore store,
      SamplingLimits limits,
      Precision precision,
      CheckpointSettings checkpoints) {
    EngineSettings.ONE_THREAD.apply();
    server =
        new GeneratorServer(
            new GeneratorSettings(
                new GrpcSettings("127.0.0.1", 0, 0, GrpcSettings.SMALL_REQUEST_BYTES, 4),
                0,
                limits,
                Math.min(4_096, limits.queuedImageCount()),
                REPLY_BYTES,
                checkpoints),
            store,
            new CheckpointKeys("digits"),
            Device.cpu(),
            Numerics.of(Device.cpu(), precision));
    server.start();
  }

  public GeneratorServiceBlockingStub stub() {
    return GeneratorServiceGrpc.newBlockingStub(channel());
  }

  public GeneratorServiceFutureStub futureStub() {
    return GeneratorServiceGrpc.newFutureStub(channel());
  }

  /** A connection of its own to the service. */
  public ManagedChannel channel() {
    return channel(server.ports().grpc());
  }

  synchronized ManagedChannel channel(int port) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    channels.add(channel);
    return channel;
  }

  /** Waits until requests without a version are answered by {@code number}. */
  public void awaitVersion(long number) {
    GeneratorServiceBlockingStub stub = stub();
    await()
        .atMost(Duration.ofMinutes(1)) // Of a machine that others keep busy.
        .untilAsserted(
            () ->
                assertThat(
                        stub.listVersions(ListVersionsRequest.getDefaultInstance())
                            .getVersionsList())
                    .first()
                    .satisfies(
                        first -> assertThat(first.getModel().getVersion()).isEqualTo(number)));
  }

  /** Waits until {@code number} is the one being served, whatever else is loaded. */
  void awaitVersionServed(long number) {
    await()
        .untilAsserted(
            () ->
                assertThat(metric("digitgan_generator_model_version")).isEqualTo((double) number));
  }

  public static SampleRequest request(int n, long seed) {
    return SampleRequest.newBuilder()
        .setN(n)
        .setSeed(seed)
        .setEncoding(ImageEncoding.IMAGE_ENCODING_RAW)
        .build();
  }

  public byte[] pixels(SampleRequest request) {
    return sample(request).getPixels().toByteArray();
  }

  public SampleResponse sample(SampleRequest request) {
    return stub().sample(request);
  }

  /** Health of "" or a service, from the admin port. */
  ServingStatus health(String service) {
    return HealthGrpc.newBlockingStub(channel(server.ports().admin()))
        .check(HealthCheckRequest.newBuilder().setService(service).build())
        .getStatus();
  }

  HttpResponse<String> http(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.ports().http() + path))
            .build(),
        BodyHandlers.ofString());
  }

  /** The value of one series as it is scraped. */
  public double metric(String series) throws IOException, InterruptedException {
    return MetricsPage.value(server.ports().http(), series);
  }

  @Override
  public synchronized void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    server.close();
  }
}
