package dev.digitgan.generator.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.RunningServer;
import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Images are a function of (model, seed, index), whoever else calls, cancels or runs out of time.
 */
@Tag("ci")
class ContractUnderFireTest {
  private static final int CALLERS = 64;
  private static final int LARGEST_REQUEST = 4_096;
  private static final List<String> NEWEST_OFTEN = List.of("", "", "", "1");

  private final ObjectStore store;

  ContractUnderFireTest(@TempDir Path directory) {
    store = new DirectoryStore(directory);
  }

  /**
   * @param stretchImages images of each of the reference's stretches
   */
  private record Scenario(
      Generators generator,
      Precision precision,
      int workers,
      int stretchImages,
      FirePlan plan,
      Duration time) {}

  @ParameterizedTest
  @CsvSource({"MLP, FLOAT32, 512", "MLP, FLOAT64, 256", "CONV, FLOAT32, 128"})
  void aShortFireChangesNoImage(Generators generator, Precision precision, int stretchImages)
      throws Exception {
    FireReport report =
        burn(
            new Scenario(
                generator,
                precision,
                2,
                stretchImages,
                FirePlan.impatient(16, stretchImages, NEWEST_OFTEN, 1),
                Duration.ofSeconds(1)));

    assertNothingWrong(report);
    assertThat(report.answered()).isPositive();
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource(names = {"MLP", "CONV"})
  void aMinuteOfFireChangesNoImage(Generators generator) throws Exception {
    longFire(generator, Precision.FLOAT32, 2, Duration.ofMinutes(1));
  }

  @Tag("long")
  @ParameterizedTest
  @CsvSource({"MLP, 1", "MLP, 2", "MLP, 4", "CONV, 1", "CONV, 2", "CONV, 4"})
  void norDoesItInDoublePrecision(Generators generator, int workers) throws Exception {
    longFire(generator, Precision.FLOAT64, workers, Duration.ofSeconds(30));
  }

  private void longFire(Generators generator, Precision precision, int workers, Duration time)
      throws Exception {
    // Convolutions take ten times as long, and the reference is drawn by one caller.
    FireReport report =
        burn(
            new Scenario(
                generator,
                precision,
                workers,
                generator == Generators.MLP ? 8_192 : 1_024,
                FirePlan.impatient(CALLERS, LARGEST_REQUEST, NEWEST_OFTEN, System.nanoTime()),
                time));

    Figures.print(
        String.format(
            Locale.ROOT,
            "fire on %s in %s by %d workers: %s",
            generator,
            precision,
            workers,
            report));
    assertNothingWrong(report);
    assertThat(report.cancelled()).isPositive();
    assertThat(report.expired()).isPositive();
  }

  private static void assertNothingWrong(FireReport report) {
    assertThat(report.differences()).as(report::toString).isZero();
    assertThat(report.failed()).as(report::toString).isZero();
  }

  private FireReport burn(Scenario scenario) throws Exception {
    Reference reference = new Reference(Stretch.apart(scenario.stretchImages));
    CheckpointPublisher publisher = new CheckpointPublisher(store, new CheckpointKeys("digits"));
    for (long version = 1; version <= 2; version++) {
      try (GeneratorModel model =
          scenario.generator.model(scenario.generator.random(version), scenario.precision)) {
        reference.draw(version, model);
      }
    }
    publisher.publish(scenario.generator.draft(1));
    try (RunningServer server =
        new RunningServer(
            store,
            new SamplingLimits(scenario.workers, 8 * LARGEST_REQUEST, 1),
            scenario.precision)) {
      server.awaitVersion(1);
      publisher.publish(scenario.generator.draft(2));
      server.awaitVersion(2);
      assertQuietCallerGets(reference, server);

      // More connections than one, as of several clients.
      List<ManagedChannel> channels = Stream.generate(server::channel).limit(4).toList();
      FireReport report = Fire.burn(scenario.plan, channels, reference, scenario.time);

      assertQuietCallerGets(reference, server);
      return report;
    }
  }

  /** The reference is what the service itself answers while nobody else calls. */
  private static void assertQuietCallerGets(Reference reference, RunningServer server) {
    for (Stretch stretch : reference.stretches()) {
      for (int at = 0; at < stretch.count(); at += LARGEST_REQUEST) {
        int n = Math.min(LARGEST_REQUEST, stretch.count() - at);
        SampleResponse response = server.sample(stretch.request(at, n).build());
        assertThat(
                reference.differentImageCount(
                    response.getModel().getVersion(), stretch, at, response.getPixels()))
            .isZero();
      }
    }
  }
}
