package dev.digitgan.k8s.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.k8s.IdxFolder;
import dev.digitgan.k8s.ServiceProcess;
import dev.digitgan.k8s.ServiceProcess.Store;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** A generator, and a trainer that goes on publishing to it; killed on close. */
record RunningPair(
    ServiceProcess generator, ServiceProcess trainer, ManagedChannel channel, HttpClient http)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** As many as the evaluation asks for. */
  private static final int IMAGES = 1_200;

  /**
   * Returns once a call was refused for want of a model, two versions were served, a call was
   * answered, and a version was judged.
   *
   * @param directory for everything that they write
   */
  static RunningPair start(Path directory) throws Exception {
    Path data = IdxFolder.writeBoth(directory.resolve("digits"), IMAGES);
    Path store = directory.resolve("store");
    ServiceProcess generator = ServiceProcess.generator(directory, Store.directory(store));
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", generator.port("grpc")).usePlaintext().build();
    RunningPair pair =
        new RunningPair(
            generator, trainer(directory, store, data), channel, HttpClient.newHttpClient());
    assertThatThrownBy(pair::sample).hasMessageStartingWith("UNAVAILABLE");
    await().atMost(PATIENCE).until(() -> pair.served() >= 2);
    pair.sample();
    await()
        .atMost(PATIENCE)
        .until(() -> !pair.scrape("trainer").contains("quality{figure=\"recall\"} NaN"));
    return pair;
  }

  private static ServiceProcess trainer(Path directory, Path store, Path data) {
    return ServiceProcess.trainer(
        directory,
        Store.directory(store),
        "--data",
        data.toString(),
        "--recipe",
        "mlp-gelu",
        "--batch",
        "8",
        "--epoch-images",
        "160",
        "--epochs",
        "100000",
        "--publish-every",
        "5");
  }

  void sample() {
    GeneratorServiceBlockingStub stub = GeneratorServiceGrpc.newBlockingStub(channel);
    assertThat(stub.sample(SampleRequest.newBuilder().setN(64).build()).getPixels().size())
        .isEqualTo(64 * 784);
  }

  /** Number of the version that is served; 0 = none yet. */
  private long served() {
    return GeneratorServiceGrpc.newBlockingStub(channel)
        .listVersions(ListVersionsRequest.getDefaultInstance())
        .getVersionsList()
        .stream()
        .mapToLong(loaded -> loaded.getModel().getVersion())
        .max()
        .orElse(0);
  }

  /** HTTP ports, and whose they are. */
  Map<Integer, String> ports() {
    return Map.of(generator.port("http"), "generator", trainer.port("http"), "trainer");
  }

  /** What Prometheus gets of "generator" or "trainer". */
  String scrape(String service) throws IOException, InterruptedException {
    ServiceProcess process = service.equals("generator") ? generator : trainer;
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    String.format(
                        Locale.ROOT, "http://127.0.0.1:%d/metrics", process.port("http"))))
            .timeout(Duration.ofSeconds(20))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    trainer.close();
    generator.close();
  }
}
