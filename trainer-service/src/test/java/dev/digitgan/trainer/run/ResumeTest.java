package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Metric;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.testing.TestTier;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that end and go on. Epochs have four steps; a pass over the data three batches. */
@ExtendWith(TrainingThread.class)
final class ResumeTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 26);
  private static final int BATCH = 8;

  private final Path directory;
  private final ObjectStore store;
  private final CheckpointReader reader;

  ResumeTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory);
    reader = new CheckpointReader(store, RunFixture.KEYS);
  }

  static List<Arguments> runs() {
    return TestTier.cases(
        2,
        List.of(
            arguments("tiny", 2),
            arguments("mlp-gelu", 1),
            arguments("conv-ns", 1),
            arguments("conv-ns", 2),
            arguments("mlp-gelu", 2),
            arguments("tiny", 1)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void aRunThatIsStoppedAgainAndAgainEndsWithTheBitsOfOneThatWasNot(String recipe, int k)
      throws Exception {
    RunPlan whole = plan("whole", recipe, k);
    Epochs told = new Epochs();
    train(whole, ResumeTest::never, told);

    RunPlan broken = plan("broken", recipe, k);
    Epochs toldInParts = new Epochs();
    // Within the first epoch, twice at one step, at its end, and within the second.
    for (int stop : recipe.equals("tiny") ? new int[] {1, 3, 3, 4, 6} : new int[] {3, 6}) {
      Steps steps = new Steps(stop);
      train(broken, steps::reached, steps);
    }
    train(broken, ResumeTest::never, toldInParts);

    assertThat(last("broken").getStep()).isEqualTo(8);
    assertThat(last("broken").getModelDigest()).isEqualTo(last("whole").getModelDigest());
    // Means go on from what was summed before.
    assertThat(toldInParts.last().figures()).isEqualTo(told.last().figures());
    assertThat(metrics("broken")).isEqualTo(metrics("whole"));
  }

  /** What the newest manifest says of the game, which is the same whatever time it took. */
  private Map<String, Metric> metrics(String run) throws Exception {
    Map<String, Metric> metrics = new HashMap<>(last(run).getMetricsMap());
    assertThat(metrics.remove(GeneratorPublisher.CORE_SECONDS)).isNotNull();
    return metrics;
  }

  @Test
  void aRunThatIsKilledGoesOnFromItsNewestStateAndPublishesNothingTwice() throws Exception {
    train(TestRecipes.tinyPlan("whole", 2), ResumeTest::never, new Epochs());
    RunPlan plan = TestRecipes.tinyPlan("killed", 2);

    // Step 5 is the last that was saved; version 3, of step 4, was published before that.
    DiesAfter killed = new DiesAfter(6);
    assertThatThrownBy(() -> fixture(killed).tells(killed).train(plan, ResumeTest::never))
        .hasMessage("killed");
    assertThat(states("killed").steps()).startsWith(5L);
    removeStatesAfter("killed", 3);
    train(plan, ResumeTest::never, new Epochs());

    assertThat(reader.versions()).hasSize(4);
    assertThat(manifests("killed")).extracting(Manifest::getStep).containsExactly(8L, 4L);
    assertThat(manifests("killed")).extracting(Manifest::getParent).containsExactly(3L, 0L);
    assertThat(last("killed").getModelDigest()).isEqualTo(last("whole").getModelDigest());
  }

  @Test
  void onlyTheNewestStatesAreKept() throws Exception {
    fixture(StateSaver.Schedule.everySteps(1))
        .train(TestRecipes.tinyPlan("r", 2), ResumeTest::never);
    assertThat(states("r").steps()).containsExactly(8L, 7L, 6L);
  }

  @Test
  void aCompleteRunChangesNothing() throws Exception {
    RunPlan plan = TestRecipes.tinyPlan("r", 2);
    RunProgress first = train(plan, ResumeTest::never, new Epochs());
    List<Version> versions = reader.versions();
    Steps steps = Steps.all();
    RunProgress again = train(plan, ResumeTest::never, steps);
    assertThat(steps.first()).isZero();
    assertThat(reader.versions()).isEqualTo(versions);
    assertThat(again.publishedVersion()).isEqualTo(first.publishedVersion());
    assertThat(again.step()).isEqualTo(8);
  }

  @Test
  void moreEpochsTrainOn() throws Exception {
    train(TestRecipes.tinyPlan("long", 3), ResumeTest::never, new Epochs());
    train(TestRecipes.tinyPlan("r", 2), ResumeTest::never, new Epochs());
    train(TestRecipes.tinyPlan("r", 3), ResumeTest::never, new Epochs());
    assertThat(last("r").getStep()).isEqualTo(12);
    assertThat(last("r").getModelDigest()).isEqualTo(last("long").getModelDigest());
  }

  @Test
  void aStoreThatTakesNoStatesCostsTheRunNothing() throws Exception {
    ObjectStore stateless =
        new ForwardingStore(store) {
          @Override
          public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
            if (key.contains("/states/")) {
              throw new IOException("no states here");
            }
            return super.putIfAbsent(key, bytes);
          }
        };
    Epochs told = new Epochs();
    new RunFixture(stateless, DIGITS)
        .tells(told)
        .train(TestRecipes.tinyPlan("r", 2), ResumeTest::never);
    assertThat(last("r").getStep()).isEqualTo(8);
    assertThat(told.unsaved).hasSize(2);
  }

  private static Recipe recipe(String name) {
    return name.equals("tiny") ? TestRecipes.tiny() : Recipes.named(name);
  }

  private static boolean never() {
    return false;
  }

  private static RunPlan plan(String run, String recipe, int k) {
    Recipe chosen = recipe(recipe);
    return new RunPlan(
        run,
        chosen.with(chosen.game().withBatchSize(BATCH).withDiscriminatorSteps(k)),
        1,
        2,
        Optional.of(4 * BATCH * k),
        1,
        Optional.empty());
  }

  private RunFixture fixture(StateSaver.Schedule schedule) {
    return new RunFixture(store, DIGITS).saving(schedule);
  }

  private RunProgress train(RunPlan plan, BooleanSupplier stop, RunObserver observer)
      throws Exception {
    return new RunFixture(store, DIGITS).tells(observer).train(plan, stop);
  }

  private TrainingStates states(String run) {
    return new TrainingStates(store, RunFixture.KEYS, run);
  }

  private Path record(String run, int step) {
    return directory.resolve(
        String.format(Locale.ROOT, "models/digits/runs/%s/states/%012d.json", run, step));
  }

  private void removeStatesAfter(String run, int step) throws IOException {
    try (Stream<Path> files =
        Files.list(directory.resolve("models/digits/runs/" + run + "/states"))) {
      for (Path file : files.toList()) {
        if (file.compareTo(record(run, step)) > 0) {
          Files.delete(file);
        }
      }
    }
  }

  /** Newest first. */
  private List<Manifest> manifests(String run) throws Exception {
    List<Manifest> manifests = new ArrayList<>();
    for (Version version : reader.versions()) {
      Manifest manifest = reader.manifest(version);
      if (manifest.getRun().equals(run)) {
        manifests.add(manifest);
      }
    }
    manifests.sort(Comparator.comparingLong(Manifest::getVersion).reversed());
    return manifests;
  }

  private Manifest last(String run) throws Exception {
    return manifests(run).get(0);
  }

  private static final class Epochs implements RunObserver {
    private final List<RunProgress> ended = new ArrayList<>();
    private final List<IOException> unsaved = new ArrayList<>();

    @Override
    public void epochEnded(RunProgress progress, byte[] sheet) {
      ended.add(progress);
    }

    @Override
    public void saveFailed(RunProgress progress, IOException reason) {
      unsaved.add(reason);
    }

    RunProgress last() {
      return ended.get(ended.size() - 1);
    }
  }

  /** Saves after each step, and ends the run as a kill would: nothing is done any more. */
  private static final class DiesAfter implements RunObserver, StateSaver.Schedule {
    private final long step;
    private long now;

    DiesAfter(long step) {
      this.step = step;
    }

    @Override
    public void stepped(RunProgress progress) {
      now = progress.step();
    }

    @Override
    public boolean due(long steps, Duration elapsed) {
      if (now == step) {
        throw new IllegalStateException("killed");
      }
      return true;
    }
  }
}
