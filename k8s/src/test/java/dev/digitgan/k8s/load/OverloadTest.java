package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.load.Figures;
import dev.digitgan.generator.load.Fire;
import dev.digitgan.generator.load.FirePlan;
import dev.digitgan.generator.load.FireReport;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.Stretch;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times as many calls as can be answered. */
@Tag("ci")
final class OverloadTest {
  /** Images of each call: many, so that a moderate rate of calls is a large one of images. */
  private static final int IMAGES = 64;

  private static final int FACTOR = 10;
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  /** Callers that keep the server busy without filling its queue. */
  private static final int CLOSED_LOOP_CALLERS = 4;

  private final Path directory;
  private final Reference reference =
      new Reference(List.of(new Stretch(3, 0, 512), new Stretch(4, 1L << 50, 512)));

  OverloadTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /**
   * @param capacityTime how long the capacity is measured, before and after; as long, it warms up
   * @param overloadTime how long more than that is offered
   * @param callsPerSecond what is offered then, by the capacity in images a second
   */
  private record Scenario(
      Duration capacityTime,
      Duration overloadTime,
      Duration deadline,
      DoubleUnaryOperator callsPerSecond) {}

  /** What a few callers, one call after another, get out of an otherwise quiet server. */
  private record Capacity(FireReport report, double imagesPerSecond) {}

  /**
   * @param goodput images a second that were answered in time during the overload
   * @param firstAnswer how long the first call after it took
   */
  private record Outcome(
      Capacity before,
      OpenLoop.Outcome overload,
      double goodput,
      Duration firstAnswer,
      Capacity after,
      long residentBeforeKib,
      long residentAtMostKib) {
    double goodputShare() {
      return goodput / before.imagesPerSecond;
    }

    double recoveredShare() {
      return after.imagesPerSecond / before.imagesPerSecond;
    }
  }

  @Test
  void whatIsTooMuchIsRefusedAndTheRestIsAnswered() throws Exception {
    // No core draws as much, and the slowest draws some of it.
    double callsPerSecond = 400;
    Outcome outcome =
        overload(
            List.of(),
            new Scenario(
                Duration.ofMillis(500),
                Duration.ofSeconds(3),
                Duration.ofSeconds(3),
                capacity -> callsPerSecond));

    assertNothingWrong(outcome);
    assertThat(outcome.overload.answered()).as(outcome::toString).isPositive();
    assertThat(outcome.overload.refused()).as(outcome::toString).isPositive();
  }

  @Test
  @Tag("long")
  void aMinuteOfTenTimesTheCapacityTakesLittleOfIt() throws Exception {
    try (Cores cores = new Cores()) {
      Outcome outcome =
          overload(
              cores.ofServer(),
              new Scenario(
                  Duration.ofSeconds(15),
                  Duration.ofMinutes(1),
                  DEADLINE,
                  capacity -> FACTOR * capacity / IMAGES));

      Figures.print(
          String.format(
              Locale.ROOT,
              "overload%s: capacity %.0f images/s, goodput %.0f (%.1f%%), afterwards %.0f (%.1f%%), first answer after %d ms; %s; resident memory %d MiB before, at most %d",
              cores.areApart() ? " (server on a core of its own)" : "",
              outcome.before.imagesPerSecond,
              outcome.goodput,
              100 * outcome.goodputShare(),
              outcome.after.imagesPerSecond,
              100 * outcome.recoveredShare(),
              outcome.firstAnswer.toMillis(),
              outcome.overload,
              outcome.residentBeforeKib / 1024,
              outcome.residentAtMostKib / 1024));
      assertNothingWrong(outcome);
      assertThat(outcome.goodputShare()).as("goodput").isGreaterThan(0.9);
      assertThat(outcome.overload.expiredShare()).as("accepted and late").isLessThan(0.01);
      assertThat(outcome.overload.latencies().quantile(0.99)).isLessThan(DEADLINE);
      assertThat(outcome.recoveredShare()).as("recovery").isGreaterThan(0.9);
      assertThat(outcome.firstAnswer).isLessThan(Duration.ofSeconds(5));
      assertThat(outcome.residentAtMostKib - outcome.residentBeforeKib)
          .as("KiB more than before")
          .isLessThan(128 * 1024);
    }
  }

  private static void assertNothingWrong(Outcome outcome) {
    assertThat(outcome.overload.wrong()).as(outcome::toString).isZero();
    for (Capacity capacity : List.of(outcome.before, outcome.after)) {
      FireReport closed = capacity.report;
      assertThat(closed.differences() + closed.failed() + closed.refused())
          .as(closed::toString)
          .isZero();
    }
  }

  private Outcome overload(List<String> prefix, Scenario scenario) throws Exception {
    Path store = directory.resolve("store");
    new CheckpointPublisher(new DirectoryStore(store), new CheckpointKeys("digits"))
        .publish(Generators.CONV.draft(1));
    try (GeneratorModel model =
        Generators.CONV.model(Generators.CONV.random(1), Precision.FLOAT32)) {
      reference.draw(1, model);
    }
    try (Replica replica = Replica.start(prefix, directory, store, "--workers", "1")) {
      ManagedChannel channel = RetryingClient.plain(replica);
      try (MemoryWatch memory = MemoryWatch.of(replica)) {
        capacity(channel, scenario.capacityTime);
        Capacity before = capacity(channel, scenario.capacityTime);
        long residentBefore = memory.largestKib();
        OpenLoop.Plan plan =
            new OpenLoop.Plan(
                scenario.callsPerSecond.applyAsDouble(before.imagesPerSecond),
                IMAGES,
                scenario.deadline,
                scenario.overloadTime,
                System.nanoTime());
        OpenLoop.Outcome overload = new OpenLoop(plan, channel, reference).run();
        Duration firstAnswer = lonelyCall(channel);
        Capacity after = capacity(channel, scenario.capacityTime);
        return new Outcome(
            before,
            overload,
            perSecond(overload.answered() * IMAGES, scenario.overloadTime),
            firstAnswer,
            after,
            residentBefore,
            memory.largestKib());
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private Capacity capacity(ManagedChannel channel, Duration time) throws InterruptedException {
    FirePlan plan = FirePlan.equal(CLOSED_LOOP_CALLERS, IMAGES, 1);
    FireReport report = Fire.burn(plan, List.of(channel), reference, time);
    return new Capacity(report, perSecond(report.images(), time));
  }

  private static Duration lonelyCall(ManagedChannel channel) {
    long begin = System.nanoTime();
    SampleResponse response =
        GeneratorServiceGrpc.newBlockingStub(channel)
            .sample(SampleRequest.newBuilder().setN(1).build());
    assertThat(response.getPixels()).isNotEmpty();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static double perSecond(long count, Duration time) {
    return count / (time.toNanos() / 1e9);
  }
}
