package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.digitgan.generator.load.Figures;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.UntrainedGenerator;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSource;
import dev.digitgan.trainer.recipe.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a generator holds after version upon version of one network, started by its script and held
 * to the memory that Kubernetes gives it, where this system can hold it to that.
 */
@Tag("ci")
final class HotSwapMemoryTest {
  private static final long KIB_PER_MIB = 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final String SERVED = "digitgan_generator_swaps_total{outcome=\"served\"}";

  /** From here on it is measured: the code, the first models and the batches are there by then. */
  private static final int FIRST = 5;

  private static final int LAST = FIRST + 100;

  /** As many from the first on, and up to the last. */
  private static final int READINGS = 9;

  private final Path directory;

  HotSwapMemoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** Each network once, called by the first recipe that has it. */
  static Stream<Arguments> networks() {
    Map<GeneratorSpec, String> networks = new LinkedHashMap<>();
    for (RecipeSource source : Recipes.all()) {
      Recipe recipe = source.recipe();
      networks.merge(recipe.generator(), recipe.name(), (first, second) -> first + ", " + second);
    }
    return networks.entrySet().stream()
        .map(network -> Arguments.of(network.getValue(), network.getKey()));
  }

  @Test
  void aFewVersionsOfAConvolutionalModelCostNoMemory() throws Exception {
    GeneratorSpec network = Recipes.named(Recipes.DEFAULT).generator();

    List<Long> resident = swap(network, FIRST + 7);

    // With a thread and a heap for each load it is 25 to 60 MiB a version.
    assertThat(resident.get(FIRST + 7) - resident.get(FIRST))
        .as(resident::toString)
        .isLessThan(64 * KIB_PER_MIB);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  @Tag("long")
  void aHundredVersionsCostNoMemory(String recipes, GeneratorSpec network) throws Exception {
    List<Long> resident = swap(network, LAST);

    long first = held(resident.subList(FIRST, FIRST + READINGS));
    long last = held(resident.subList(LAST + 1 - READINGS, LAST + 1));
    Figures.print(
        String.format(
            Locale.ROOT,
            "%s: anonymous resident memory %d MiB after swap 5, %d after 20, %d after 100; held %d at first, %d at last",
            recipes,
            resident.get(5) / KIB_PER_MIB,
            resident.get(20) / KIB_PER_MIB,
            resident.get(100) / KIB_PER_MIB,
            first / KIB_PER_MIB,
            last / KIB_PER_MIB));
    assertThat(last - first).as(resident::toString).isLessThan(32 * KIB_PER_MIB);
    assertThat((last - first) * 20).as(resident::toString).isLessThan(first);
  }

  /**
   * The least: what stays. What the JVM's compiler needs while it works, some 20 MiB, is there in
   * some readings and gone in the next.
   */
  private static long held(List<Long> readings) {
    return Collections.min(readings);
  }

  /** KiB that are resident and of no file: before the first swap, and after each. */
  private List<Long> swap(GeneratorSpec network, int swapCount) throws Exception {
    assumeTrue(Vitals.areKnown(), "only Linux tells what a process holds");
    Path store = directory.resolve("store");
    SwapPublisher publisher =
        new SwapPublisher(
            new UntrainedGenerator(network), new DirectoryStore(store), new Reference(List.of()));
    publisher.publish(0);
    Optional<ControlGroup> limit = ControlGroup.ofMemory(limitBytes());
    List<String> prefix = limit.map(ControlGroup::entering).orElse(List.of());
    List<Long> resident = new ArrayList<>();
    try (Replica replica =
        Replica.start(prefix, directory, store, "--workers", "2", "--poll", "20ms")) {
      resident.add(Vitals.of(replica.process().pid()).anonymousKib());
      for (int swap = 1; swap <= swapCount; swap++) {
        awaitServed(replica, publisher.publish(swap));
        resident.add(Vitals.of(replica.process().pid()).anonymousKib());
      }
    } finally {
      limit.ifPresent(ControlGroup::close);
    }
    return resident;
  }

  /** Each version is served, so that it counts as many as the newest one's number. */
  private static void awaitServed(Replica replica, long version) {
    await("version " + version)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              assertThat(replica.process().isAlive()).as(replica.process()::log).isTrue();
              return (long) replica.metric(SERVED) == version;
            });
  }

  /** What the manifest gives to a generator. */
  private static long limitBytes() throws IOException {
    String manifest = Files.readString(Path.of("base/generator.yaml"));
    Matcher limit =
        Pattern.compile("limits:\\s+cpu: \\S+\\s+memory: (\\d+)(Mi|Gi)\\n").matcher(manifest);
    assertThat(limit.find()).as("a memory limit in base/generator.yaml").isTrue();
    return Long.parseLong(limit.group(1)) << (limit.group(2).equals("Gi") ? 30 : 20);
  }
}
