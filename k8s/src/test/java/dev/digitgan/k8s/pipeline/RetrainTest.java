package dev.digitgan.k8s.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.load.Variants;
import dev.digitgan.k8s.GeneratorClient;
import dev.digitgan.k8s.IdxFolder;
import dev.digitgan.k8s.ServiceProcess;
import dev.digitgan.k8s.pipeline.Pipeline.Result;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A fleet of two generators that serves version 1, and images to train on that another generator
 * has drawn: so good models need no training, and the gate sees what it would see of good ones.
 *
 * <p>Each test has a store and processes of its own, of which one at a time is busy.
 */
@Tag("ci")
final class RetrainTest {
  /** The gate wants a thousand of each; a sixth is not trained on. */
  private static final int TRAIN_IMAGES = 1_200;

  private static final int TEST_IMAGES = 1_000;
  private static final List<String> TRAIN_A_LITTLE =
      List.of(
          "--recipe", "mlp-gelu", "--epochs", "1", "--epoch-images", "256", "--evaluate", "none");
  private static final String CHANNEL = "stable";
  private static final String FLEET = "fleet.test";
  private static final String REJECTED = "stable-rejected";
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final Path directory;
  private final ObjectStore store;
  private final CheckpointReader reader;
  private final Channels channels;
  private final Pipeline pipeline;
  private final List<ServiceProcess> fleet = new ArrayList<>();
  private final List<GeneratorClient> clients = new ArrayList<>();

  RetrainTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
    Path path = directory.resolve("store");
    Path data = directory.resolve("data");
    store = new DirectoryStore(path);
    reader = new CheckpointReader(store, KEYS);
    channels = new Channels(store, KEYS, InstantSource.system());
    pipeline = new Pipeline(directory, path, data);
    try (GeneratorModel truth =
        ReadyMadeTrainer.GENERATOR.model(
            new Variants(ReadyMadeTrainer.GENERATOR).of(ReadyMadeTrainer.TRUTH),
            Precision.FLOAT32)) {
      IdxFolder.write(data, truth.sample(1, 0, TRAIN_IMAGES), truth.sample(2, 0, TEST_IMAGES));
    }
    ReadyMadeTrainer.publish(store, "first", ReadyMadeTrainer.OTHER, ReadyMadeTrainer.OTHER);
    channels.move(new ChannelName(CHANNEL), Version.FIRST, "test");
  }

  @BeforeEach
  void startFleet() {
    for (int i = 0; i < 2; i++) {
      ServiceProcess generator =
          ServiceProcess.generator(
              directory,
              ServiceProcess.Store.directory(directory.resolve("store")),
              "--follow",
              "channel:" + CHANNEL);
      fleet.add(generator);
    }
    fleet.forEach(generator -> clients.add(new GeneratorClient(generator)));
    clients.forEach(client -> client.awaitServed(1));
  }

  @AfterEach
  void stopFleet() {
    clients.forEach(GeneratorClient::close);
    fleet.forEach(ServiceProcess::close);
    store.close();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsBetterIsServedByTheWholeFleetThoughCallsAreKilledAndItsNameIsUnknown()
      throws Exception {
    for (String step : List.of("train", "gate", "fleet await")) {
      Result killed = retrain("better", "300ms", step);
      assertThat(killed.status()).as(killed.printed()).isEqualTo(Pipeline.KILLED);
      assertThat(channel(CHANNEL).getVersion()).isEqualTo(step.equals("train") ? 1 : 2);
    }
    Result nameless = retrain("better", "300ms", "");
    assertThat(nameless.status()).as(nameless.printed()).isEqualTo(1);
    assertThat(nameless.printed())
        .contains("the name has no address")
        .contains("the fleet cannot be asked: channel stable stays at version 2, call again");
    assertThat(channels.read(new ChannelName(REJECTED))).isEmpty();
    pipeline.name(FLEET);
    Result better = retrain("better", "60s", "");
    assertThat(better.status()).as(better.printed()).isZero();
    assertThat(better.printed())
        .contains("version 2 was promoted before", "version 2 is served by the whole fleet");
    assertThat(reader.versions()).hasSize(2);
    assertThat(channel(CHANNEL).getPrevious()).isEqualTo(1);
    assertServes(2);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatIsWorseOrDamagedIsNotServed() throws Exception {
    pipeline.name(FLEET);
    publishAndMove("good", ReadyMadeTrainer.TRUTH);
    clients.forEach(client -> client.awaitServed(2));

    Result worse = retrain("worse", "60s", "", TRAIN_A_LITTLE.toArray(String[]::new));
    assertThat(worse.status()).as(worse.printed()).isEqualTo(5);
    assertThat(worse.printed()).contains("version 3 did not pass the gate; channel stable stays");
    assertServes(2);

    Result corrupt = retrain("corrupt", "60s", "");
    assertThat(corrupt.status()).as(corrupt.printed()).isEqualTo(1);
    assertThat(corrupt.printed()).contains("weights has digest", "channel stable stays");
    assertServes(2);

    Result golden = retrain("golden", "3s", "");
    assertThat(golden.status()).as(golden.printed()).isEqualTo(3);
    assertThat(golden.printed())
        .contains("taking version 5 back: not every replica serves it after 3s")
        .contains("the fleet serves channel stable as before");
    assertThat(fleet.get(0).log())
        .contains("version 5 is refused, the served model stays: golden: ");
    assertServes(2);
  }

  /** From the store as it is left by a call that is killed after its gate. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void whatWasBeingTakenBackWhenTheCallWasKilledIsTakenBackByTheNextAndNeverPromotedAgain()
      throws Exception {
    pipeline.name(FLEET);
    publishAndMove("golden", ReadyMadeTrainer.OTHER);
    for (String step : List.of("models promote", "models rollback")) {
      Result killed = retrain("golden", "3s", step);
      assertThat(killed.status()).as(killed.printed()).isEqualTo(Pipeline.KILLED);
    }
    assertThat(channel(CHANNEL).getVersion()).isEqualTo(1);
    assertThat(channel(REJECTED).getVersion()).isEqualTo(2);
    Result last = retrain("golden", "3s", "");
    assertThat(last.status()).as(last.printed()).isEqualTo(3);
    assertThat(last.printed()).contains("version 2 was rejected before; train another");
    assertThat(channel(CHANNEL).getVersion()).isEqualTo(1);
    assertServes(1);
  }

  /**
   * As if a run had passed the gate.
   *
   * @param golden variant that draws what is recorded
   */
  private void publishAndMove(String run, long golden) throws Exception {
    Manifest published = ReadyMadeTrainer.publish(store, run, ReadyMadeTrainer.TRUTH, golden);
    channels.move(new ChannelName(CHANNEL), new Version(published.getVersion()), "test");
  }

  private Result retrain(String run, String timeout, String crashAfter, String... training)
      throws Exception {
    List<String> addresses =
        fleet.stream().map(generator -> FLEET + ":" + generator.port("grpc")).toList();
    List<String> arguments =
        new ArrayList<>(List.of("--run", run, "--fleet", String.join(",", addresses)));
    arguments.addAll(List.of("--replicas", "2", "--timeout", timeout));
    if (training.length > 0) {
      arguments.add("--");
      arguments.addAll(List.of(training));
    }
    return pipeline.run(crashAfter, arguments);
  }

  private void assertServes(long version) throws Exception {
    assertThat(channel(CHANNEL).getVersion()).isEqualTo(version);
    assertThat(clients).extracting(GeneratorClient::served).containsOnly(version);
  }

  private Channel channel(String name) throws Exception {
    return channels.read(new ChannelName(name)).orElseThrow();
  }
}
