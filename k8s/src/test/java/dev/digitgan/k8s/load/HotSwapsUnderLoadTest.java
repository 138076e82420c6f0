package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.digitgan.generator.load.Figures;
import dev.digitgan.generator.load.Fire;
import dev.digitgan.generator.load.FirePlan;
import dev.digitgan.generator.load.FireReport;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.Stretch;
import dev.digitgan.store.DirectoryStore;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that come while callers call, a tenth of them of no use. */
@Tag("ci")
final class HotSwapsUnderLoadTest {
  /**
   * All of the heap is resident from the start, so that what grows is native: models, code,
   * threads.
   */
  private static final List<String> WHOLE_HEAP =
      List.of("env", "JAVA_OPTS=-Xms512m", "JAVA_TOOL_OPTIONS=-XX:+AlwaysPreTouch");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Until then the heap, the compiled code and the allocator's arenas find their sizes. */
  private static final int WARM_UP_SWAPS = 50;

  private final Path directory;

  HotSwapsUnderLoadTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /**
   * @param swapCount versions, good and bad
   * @param badEvery one of so many is of no use
   */
  private record Scenario(int swapCount, int badEvery, FirePlan plan) {}

  private record Outcome(
      FireReport report,
      LinearTrend resident,
      LinearTrend threads,
      LinearTrend openFiles,
      long badCount) {}

  @Test
  void noCallFailsOrIsWrongWhileVersionsComeGoodAndBad() throws Exception {
    Outcome outcome = swap(new Scenario(16, 2, FirePlan.patient(4, 64, 1)));

    assertNothingWrong(outcome.report);
  }

  @Test
  @Tag("long")
  void aThousandSwapsCostNoCallAndNoMemory() throws Exception {
    assumeTrue(Vitals.areKnown(), "only Linux tells what a process holds");
    Outcome outcome = swap(new Scenario(1_000, 10, FirePlan.patient(4, 64, System.nanoTime())));

    LinearTrend resident = outcome.resident;
    Figures.print(
        String.format(
            Locale.ROOT, "1000 swaps, %d of them refused: %s", outcome.badCount, outcome.report));
    Figures.print(
        String.format(
            Locale.ROOT,
            "resident memory after swap %d and at each quarter from there: %s KiB, at most %.0f, %.2f KiB a swap, %.2f in the second half; threads %.0f, at the end %.0f; open files %.0f, at the end %.0f",
            WARM_UP_SWAPS,
            resident.quarters(),
            resident.largest(),
            resident.perStep(),
            resident.secondHalf().perStep(),
            outcome.threads.first(),
            outcome.threads.last(),
            outcome.openFiles.first(),
            outcome.openFiles.last()));
    assertNothingWrong(outcome.report);
    // A version is 6 MB of weights. At first code is still compiled and classes are loaded, some
    // 6 MB of them; then what is left is noise: a four-hundredth of a version once a swap would
    // show.
    assertThat(resident.perStep()).as("KiB a swap").isLessThan(32);
    assertThat(resident.secondHalf().perStep()).as("KiB a swap, later").isLessThan(16);
    assertThat(outcome.threads.perStep()).as("threads a swap").isLessThan(0.01);
    assertThat(outcome.openFiles.perStep()).as("open files a swap").isLessThan(0.01);
  }

  private static void assertNothingWrong(FireReport report) {
    assertThat(report.differences()).as(report::toString).isZero();
    assertThat(report.failed()).as(report::toString).isZero();
    assertThat(report.refused()).as(report::toString).isZero();
    assertThat(report.answered()).as(report::toString).isPositive();
  }

  private Outcome swap(Scenario scenario) throws Exception {
    Path store = directory.resolve("store");
    Reference reference =
        new Reference(List.of(new Stretch(0, 0, 64), new Stretch(-7, 1L << 40, 64)));
    SwapPublisher publisher =
        new SwapPublisher(Generators.MLP.untrained(), new DirectoryStore(store), reference);
    publisher.publish(0);
    LinearTrend resident = new LinearTrend();
    LinearTrend threads = new LinearTrend();
    LinearTrend openFiles = new LinearTrend();
    long badCount = 0;
    Map<String, Integer> outcomes = new HashMap<>();
    try (Replica replica =
        Replica.start(WHOLE_HEAP, directory, store, "--workers", "2", "--poll", "20ms")) {
      ManagedChannel channel = RetryingClient.plain(replica);
      try (Fire fire = Fire.start(scenario.plan, List.of(channel), reference)) {
        for (int swap = 1; swap <= scenario.swapCount; swap++) {
          if (swap % scenario.badEvery == 0) {
            Damage[] damages = Damage.values();
            Damage damage = damages[(int) badCount % damages.length];
            publisher.publish(swap, damage);
            badCount++;
            awaitMetric(
                replica,
                "digitgan_generator_swaps_total{outcome=\"" + damage.outcome() + "\"}",
                outcomes.merge(damage.outcome(), 1, Integer::sum));
          } else {
            long version = publisher.publish(swap);
            awaitMetric(replica, "digitgan_generator_model_version", version);
          }
          if (swap > WARM_UP_SWAPS) {
            Vitals vitals = Vitals.of(replica.process().pid());
            resident.add((double) vitals.residentKib());
            threads.add(vitals.threadCount());
            openFiles.add(vitals.openFileCount());
          }
        }
        return new Outcome(fire.stop(), resident, threads, openFiles, badCount);
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static void awaitMetric(Replica replica, String series, long value) throws IOException {
    await(series)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              assertThat(replica.process().isAlive()).as(replica.process()::log).isTrue();
              return (long) replica.metric(series) == value;
            });
  }
}
