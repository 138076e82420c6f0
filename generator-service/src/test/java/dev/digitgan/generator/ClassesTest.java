package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that can be asked for a digit, over real sockets. */
final class ClassesTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final int BYTES = TestModels.SHAPE.bytes();
  private static final long SEED = 5;

  private final ObjectStore store;
  private final RunningServer server;

  ClassesTest(@TempDir Path directory) throws IOException {
    store = new DirectoryStore(directory);
    new CheckpointPublisher(store, KEYS).publish(TestModels.conditionalDraft(1));
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
  void aDigitIsDrawnAsItIsAskedFor() throws Exception {
    try (GeneratorModel model =
        new CheckpointReader(store, KEYS)
            .load(Version.FIRST)
            .newModel(Device.cpu(), Precision.FLOAT32)) {
      for (int digit = 0; digit < 10; digit++) {
        assertThat(server.pixels(of(digit, 70)))
            .isEqualTo(model.sample(SEED, 0, 70, OptionalInt.of(digit)));
      }
    }
    assertThat(server.pixels(of(3, 1))).isNotEqualTo(server.pixels(of(7, 1)));
  }

  @Test
  void withoutOneEachImageHasADigitOfItsOwnThatFollowsFromSeedAndIndex() {
    byte[] any = server.pixels(request(40, SEED));
    for (int i = 0; i < 40; i++) {
      int digit = new RandomStream(SEED, Domain.DIGIT, i).nextInt(10);
      SampleRequest one = of(digit, 1).toBuilder().setOffset(i).build();
      assertThat(server.pixels(one)).isEqualTo(Arrays.copyOfRange(any, i * BYTES, (i + 1) * BYTES));
    }
  }

  @Test
  void theModelSaysHowManyClassesItHas() {
    SampleResponse response = server.sample(of(0, 1));
    assertThat(response.getModel().getClasses()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void whatIsNoClassIsRefused(int digit) {
    assertThatThrownBy(() -> server.sample(of(digit, 1)))
        .hasMessageStartingWith("INVALID_ARGUMENT")
        .hasMessageContaining("digit: " + digit + " is not from 0 to 9");
  }

  private static SampleRequest of(int digit, int count) {
    return request(count, SEED).toBuilder().setDigit(digit).build();
  }
}
