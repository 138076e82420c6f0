package dev.digitgan.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.IdxBytes;
import dev.digitgan.trainer.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Memory of a trainer that plays, saves and publishes for a while. All of its heap is resident from
 * the start, and the JVM compiles quickly and little, so that what grows is the engine's.
 */
final class TrainingMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  /** By then everything was done several times. */
  private static final String WARM = "published version 15 ";

  private static final Duration WARM_UP_LIMIT = Duration.ofMinutes(15);
  private static final Duration WATCHED = Duration.ofMinutes(4);
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /** A step of the smaller recipe makes arrays of some 20 MiB: none of them may be forgotten. */
  private static final long GREATEST_GROWTH_KIBIBYTES = 8 * 1024;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"mlp-relu", "conv-ns-ema"})
  @Tag("long")
  void isFlat(String recipe) throws Exception {
    assumeTrue(Files.exists(STATUS), "resident memory is read from /proc");
    Path data = directory.resolve("data");
    IdxBytes.write(
        data, EmbeddedDigits.draw(1, Split.TRAIN, 1_200), EmbeddedDigits.draw(1, Split.TEST, 100));
    List<Long> resident = new ArrayList<>();
    try (TrainerProcess trainer =
        TrainerProcess.start(
            directory,
            List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"),
            List.of(
                "--store",
                directory.resolve("store").toString(),
                "--out",
                directory.resolve("out").toString(),
                "--recipe",
                recipe,
                "--data",
                data.toString(),
                "--epochs",
                "1000",
                "--epoch-images",
                "3200",
                "--save-every",
                "20s",
                "--evaluate",
                "none"))) {
      assertThat(trainer.endsWithin(WARM_UP)).as(trainer::log).isFalse();
      await()
          .atMost(WARM_UP_LIMIT)
          .pollInterval(INTERVAL)
          .failFast("the trainer has ended", () -> !trainer.isAlive())
          .until(() -> trainer.log().contains(WARM));
      for (long samples = WATCHED.dividedBy(INTERVAL); samples > 0; samples--) {
        resident.add(trainer.residentKibibytes());
        assertThat(trainer.endsWithin(INTERVAL)).as(trainer::log).isFalse();
      }
    }
    long growth = median(resident, 2, 3) - median(resident, 0, 1);
    System.out.printf(
        Locale.ROOT,
        "%s: median anonymous memory of the thirds of %s: %d, %d, %d KiB%n",
        recipe,
        WATCHED,
        median(resident, 0, 1),
        median(resident, 1, 2),
        median(resident, 2, 3));
    assertThat(growth).isLessThan(GREATEST_GROWTH_KIBIBYTES);
  }

  /** Of the samples from one third to another. */
  private static long median(List<Long> samples, int fromThird, int toThird) {
    List<Long> some =
        samples.subList(samples.size() * fromThird / 3, samples.size() * toThird / 3).stream()
            .sorted()
            .toList();
    return some.get(some.size() / 2);
  }
}
