package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.generator.v1.Fingerprint;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are a function of (model, seed, index), over real sockets. */
class SeedContractTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final int BYTES = TestModels.SHAPE.bytes();

  private final ObjectStore store;
  private final RunningServer server;

  SeedContractTest(@TempDir Path directory) throws IOException {
    store = new DirectoryStore(directory);
    new CheckpointPublisher(store, KEYS).publish(TestModels.draft(1));
    server = new RunningServer(store);
  }

  @BeforeEach
  void ready() {
    server.awaitVersion(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLargerRequestStartsWithTheImagesOfASmallerOne() {
    byte[] hundred = server.pixels(request(100, 5));

    assertThat(hundred).hasSize(100 * BYTES).startsWith(server.pixels(request(37, 5)));
    assertThat(hundred).startsWith(server.pixels(request(1, 5)));
    assertThat(hundred).isNotEqualTo(server.pixels(request(100, 6)));
  }

  @Test
  void anOffsetContinuesTheSequence() {
    byte[] hundred = server.pixels(request(100, 5));
    SampleRequest last = request(63, 5).toBuilder().setOffset(37).build();

    SampleResponse response = server.sample(last);

    assertThat(hundred).endsWith(response.getPixels().toByteArray());
    assertThat(response.getOffset()).isEqualTo(37);
  }

  @Test
  void theImagesAreThoseOfTheModelItself() throws Exception {
    try (GeneratorModel model =
        new CheckpointReader(store, KEYS)
            .load(Version.FIRST)
            .newModel(Device.cpu(), Precision.FLOAT32)) {
      assertThat(server.pixels(request(130, -3))).isEqualTo(model.sample(-3, 0, 130));
    }
  }

  @Test
  void theLargestRequestFitsWhatAClientTakes() {
    byte[] all = server.pixels(request(4_096, 5));

    assertThat(all).hasSize(4_096 * BYTES);
    SampleRequest last = request(1, 5).toBuilder().setOffset(4_095).build();
    assertThat(all).endsWith(server.pixels(last));
  }

  @Test
  void manyCallersAtOnceGetEqualBytes() throws Exception {
    byte[] alone = server.pixels(request(200, 9));
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<byte[]>> calls = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int n = 1 + 7 * i % 200;
        calls.add(callers.submit(() -> server.pixels(request(n, 9))));
      }
      for (int i = 0; i < calls.size(); i++) {
        int n = 1 + 7 * i % 200;
        assertThat(calls.get(i).get(60, TimeUnit.SECONDS))
            .isEqualTo(Arrays.copyOf(alone, n * BYTES));
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aSecondServerAndARestartedOneGiveEqualBytes() {
    byte[] first = server.pixels(request(100, 5));
    Fingerprint fingerprint = server.sample(request(1, 5)).getFingerprint();
    for (int workerCount : new int[] {1, 4}) {
      try (RunningServer other =
          new RunningServer(store, new SamplingLimits(workerCount, 8_192, 1), Precision.FLOAT32)) {
        other.awaitVersion(1);

        SampleResponse response = other.sample(request(100, 5));

        assertThat(response.getFingerprint()).isEqualTo(fingerprint);
        assertThat(response.getPixels().toByteArray()).isEqualTo(first);
      }
    }
  }

  @Test
  void doublePrecisionIsAnotherNumericsClass() {
    try (RunningServer precise =
        new RunningServer(store, new SamplingLimits(1, 8_192, 1), Precision.FLOAT64)) {
      precise.awaitVersion(1);

      SampleResponse response = precise.sample(request(100, 5));

      assertThat(response.getFingerprint().getPrecision()).isEqualTo("float64");
      assertThat(response.getPixels().size()).isEqualTo(100 * BYTES);
    }
  }

  @Test
  void eachEncodingShowsTheSamePixels() throws Exception {
    byte[] raw = server.pixels(request(5, 5));

    SampleResponse png = server.sample(encoded(ImageEncoding.IMAGE_ENCODING_PNG));
    SampleResponse grid = server.sample(encoded(ImageEncoding.IMAGE_ENCODING_PNG_GRID));

    assertThat(png.getPixels()).isEmpty();
    assertThat(png.getPngCount()).isEqualTo(5);
    assertThat(decoded(png.getPng(4).toByteArray(), 0, 0))
        .isEqualTo(Arrays.copyOfRange(raw, 4 * BYTES, 5 * BYTES));
    assertThat(grid.getPngCount()).isEqualTo(1);
    assertThat(decoded(grid.getPng(0).toByteArray(), 28, 28))
        .isEqualTo(Arrays.copyOfRange(raw, 4 * BYTES, 5 * BYTES));
  }

  @Test
  void aResponseSaysWhatItIsOf() {
    SampleResponse response = server.sample(request(2, 5));

    assertThat(response.getHeight()).isEqualTo(28);
    assertThat(response.getWidth()).isEqualTo(28);
    assertThat(response.getChannels()).isEqualTo(1);
    assertThat(response.getModel().getModel()).isEqualTo("digits");
    assertThat(response.getModel().getVersion()).isEqualTo(1);
    assertThat(response.getModel().getRecipe()).isEqualTo("untrained");
    assertThat(response.getModel().getCreateTime().getSeconds()).isEqualTo(1_700_000_000);
    Fingerprint fingerprint = response.getFingerprint();
    assertThat(fingerprint.getEngine()).isEqualTo("pytorch-2.7.1");
    assertThat(fingerprint.getDeviceFamily()).startsWith("cpu-");
    assertThat(fingerprint.getPrecision()).isEqualTo("float32");
    assertThat(fingerprint.getCanonicalTile()).isEqualTo(64);
    assertThat(fingerprint.getLatentScheme()).isEqualTo(1);
    assertThat(fingerprint.getModelDigest())
        .isEqualTo(response.getModel().getDigest())
        .startsWith("sha256:");
  }

  private static SampleRequest encoded(ImageEncoding encoding) {
    return request(5, 5).toBuilder().setEncoding(encoding).build();
  }

  private static byte[] decoded(byte[] png, int left, int top) throws IOException {
    int[] samples =
        ImageIO.read(new ByteArrayInputStream(png))
            .getRaster()
            .getSamples(left, top, 28, 28, 0, new int[BYTES]);
    byte[] pixels = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      pixels[i] = (byte) samples[i];
    }
    return pixels;
  }
}
