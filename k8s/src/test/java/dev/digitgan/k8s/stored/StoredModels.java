package dev.digitgan.k8s.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.GetModelResponse;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.k8s.GeneratorClient;
import dev.digitgan.k8s.ServiceProcess;
import dev.digitgan.k8s.ServiceProcess.Store;
import dev.digitgan.k8s.stored.StoredData.Golden;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** A generator that serves stored versions, seen by its API. */
final class StoredModels implements AutoCloseable {
  private static final int PIXELS = 28 * 28;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final ServiceProcess generator;
  private final GeneratorClient client;
  private final ManagedChannel channel;
  private final GeneratorServiceBlockingStub stub;

  private StoredModels(ServiceProcess generator) {
    this.generator = generator;
    client = new GeneratorClient(generator);
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", generator.port("grpc")).usePlaintext().build();
    stub = GeneratorServiceGrpc.newBlockingStub(channel);
  }

  static StoredModels serve(Path directory, StoredData data, String... arguments) {
    return new StoredModels(
        ServiceProcess.generator(directory, Store.directory(data.objects()), arguments));
  }

  /** Waits until {@code version} is served, and requires all that was recorded of it. */
  void requireServed(long version) {
    // A version loads at a low priority, which takes long where others want the cores.
    await().atMost(PATIENCE).until(() -> client.served() == version);
    GetModelResponse model = stub.getModel(GetModelRequest.getDefaultInstance());
    assertThat(model.getModel().getVersion()).isEqualTo(version);
    assertThat(model.getModel().getDigest()).isEqualTo(StoredData.digest(version));
    assertThat(model.getModel().getRecipe())
        .isEqualTo(StoredData.manifest(version).get("recipe").getAsString());
    assertThat(model.getFingerprint().getModelDigest()).isEqualTo(StoredData.digest(version));
    Golden golden = StoredData.golden(version);
    golden.requireLike(draw(SampleRequest.newBuilder().setN(golden.images())));
  }

  /** Requires image i of the golden sample to be what is drawn when its class is asked for. */
  void requireClasses(long version, int... classes) {
    Golden golden = StoredData.golden(version);
    assertThat(classes).hasSize(golden.images());
    byte[] asked = new byte[golden.pixels().length];
    for (int digit : Arrays.stream(classes).distinct().toArray()) {
      byte[] drawn = draw(SampleRequest.newBuilder().setN(golden.images()).setDigit(digit));
      for (int i = 0; i < classes.length; i++) {
        if (classes[i] == digit) {
          System.arraycopy(drawn, i * PIXELS, asked, i * PIXELS, PIXELS);
        } else {
          assertThat(image(drawn, i)).isNotEqualTo(image(golden.pixels(), i));
        }
      }
    }
    golden.requireLike(asked);
  }

  /** Requires that {@code version} is the only one that a call can name. */
  void requireAlone(long version, long... others) {
    assertThat(stub.listVersions(ListVersionsRequest.getDefaultInstance()).getVersionsList())
        .extracting(loaded -> loaded.getModel().getVersion())
        .containsExactly(version);
    for (long other : others) {
      assertThatThrownBy(() -> draw(SampleRequest.newBuilder().setN(1).setVersion("" + other)))
          .hasMessageStartingWith("NOT_FOUND");
    }
  }

  private static byte[] image(byte[] pixels, int index) {
    return Arrays.copyOfRange(pixels, index * PIXELS, (index + 1) * PIXELS);
  }

  /** With the seed of golden samples. */
  private byte[] draw(SampleRequest.Builder request) {
    SampleResponse response = stub.sample(request.build());
    return response.getPixels().toByteArray();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    client.close();
    generator.close();
  }
}
