package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.watch.VersionLoads;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Versions that cannot be loaded: reported once, counted, passed over, and nothing else. */
class BadVersionsTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final Path directory;
  private final Path staging;
  private final CheckpointPublisher staged;
  private final RunningServer server;
  private final Logger logger = (Logger) LoggerFactory.getLogger(VersionLoads.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  BadVersionsTest(@TempDir Path directory, @TempDir Path staging) {
    this.directory = directory;
    this.staging = staging;
    ObjectStore store = new DirectoryStore(directory);
    staged = new CheckpointPublisher(new DirectoryStore(staging), KEYS);
    server = new RunningServer(store);
    log.start();
    logger.addAppender(log);
  }

  @BeforeEach
  void serveVersionOne() throws IOException {
    staged.publish(TestModels.draft(1));
    commitStaged(1);
    server.awaitVersion(1);
  }

  @AfterEach
  void stop() {
    server.close();
    logger.detachAppender(log);
  }

  @Test
  void aMissingBlobIsWaitedForAndServedOnceItComes() throws Exception {
    Manifest manifest = staged.publish(TestModels.draft(2));
    byte[] weights = Files.readAllBytes(blob(manifest));
    Files.delete(blob(manifest));
    byte[] before = server.pixels(request(70, 5));
    commitStaged(2);
    awaitAwaited();
    assertThat(server.pixels(request(70, 5))).isEqualTo(before);
    await()
        .untilAsserted(
            () ->
                assertThat(server.metric("digitgan_generator_version_awaited_seconds"))
                    .isPositive());

    Files.write(blob(manifest), Arrays.copyOf(weights, weights.length / 2));
    commitBlobs();
    Files.write(blob(manifest), weights);
    commitBlobs();
    server.awaitVersion(2);

    await()
        .untilAsserted(
            () -> assertThat(server.metric("digitgan_generator_version_awaited_seconds")).isZero());
    assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}")).isZero();
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(line -> line.contains("version 2 is incomplete"))
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("trying again: weights: no object blobs/sha256/"));
  }

  @Test
  void weightsThatAreWrittenAgainAreServed() throws Exception {
    Manifest manifest = staged.publish(TestModels.draft(2));
    byte[] weights = Files.readAllBytes(blob(manifest));
    Files.write(blob(manifest), new byte[weights.length]);
    commitStaged(2);
    await()
        .untilAsserted(
            () ->
                assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}"))
                    .isEqualTo(1));

    Files.write(blob(manifest), weights);
    commitBlobs();
    server.awaitVersion(2);
  }

  private void awaitAwaited() {
    await()
        .untilAsserted(
            () ->
                assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"awaited\"}"))
                    .isEqualTo(1));
  }

  /** As a copy that overwrites would. */
  private void commitBlobs() throws IOException {
    ObjectStore from = new DirectoryStore(staging);
    ObjectStore to = new DirectoryStore(directory);
    for (String key : from.list("blobs/")) {
      to.put(key, from.read(key, 1 << 24));
    }
  }

  @Test
  void aWrongDigestIsPassedOver() throws Exception {
    Manifest manifest = staged.publish(TestModels.draft(2));
    byte[] weights = Files.readAllBytes(blob(manifest));
    weights[weights.length - 3] ^= 1;
    Files.write(blob(manifest), weights);

    assertPassedOver("weights has digest sha256:");
  }

  @Test
  void aNetworkThatMakesNoNumbersIsPassedOver() throws Exception {
    staged.publish(TestModels.brokenDraft());

    assertPassedOver("weights: the generator's output holds NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\": 1|\"schema\": 2|compat.schema is 2",
        "\"schema\": 1,|\"schema\": 1, \"dropout\": 3,|compat: Cannot find field: dropout",
        "\"linear\": {|\"attention\": {|compat: Cannot find field: attention",
        "FUNCTION_GELU|FUNCTION_SNAKE|compat: Invalid enum value: \"FUNCTION_SNAKE\"",
        "\"scheme\": 1|\"scheme\": 2|compat.latent.scheme is 2",
        "\"outputs\": 32|\"outputs\": 33|compat.layers",
        "\"model\"|model|manifest is not JSON",
      })
  void aManifestThatIsNotUnderstoodIsPassedOver(String found, String put, String message)
      throws Exception {
    staged.publish(TestModels.draft(2));
    Path manifest = staging.resolve("models/digits/versions/00000002.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(found);
    Files.writeString(manifest, text.replace(found, put));

    assertPassedOver(message);
  }

  /** Commits the staged version 2, which is bad, then good ones before and after it. */
  private void assertPassedOver(String message) throws Exception {
    byte[] before = server.pixels(request(70, 5));
    commitStaged(2);
    await()
        .untilAsserted(
            () ->
                assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}"))
                    .isEqualTo(1));

    assertThat(server.pixels(request(70, 5))).isEqualTo(before);
    staged.publish(TestModels.draft(3));
    commitStaged(3);
    server.awaitVersion(3);

    assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"refused\"}")).isEqualTo(1);
    assertThat(server.metric("digitgan_generator_swaps_total{outcome=\"served\"}")).isEqualTo(2);
    assertThat(server.metric("digitgan_generator_models")).isEqualTo(2);
    assertThat(refusals())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .startsWith("version 2 is refused, the served model stays: " + message)
                    .doesNotContain("\n"));
  }

  private List<String> refusals() {
    return List.copyOf(log.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains("refused"))
        .toList();
  }

  /** Blobs first, the manifest last, as a publisher would. */
  private void commitStaged(int version) throws IOException {
    ObjectStore from = new DirectoryStore(staging);
    ObjectStore to = new DirectoryStore(directory);
    for (String key : from.list("blobs/")) {
      to.putIfAbsent(key, from.read(key, 1 << 24));
    }
    String manifest = String.format(Locale.ROOT, "models/digits/versions/%08d.json", version);
    to.putIfAbsent(manifest, from.read(manifest, 1 << 20));
  }

  private Path blob(Manifest manifest) {
    return staging.resolve("blobs/sha256/" + Sha256.parse(manifest.getWeights().getDigest()).hex());
  }
}
