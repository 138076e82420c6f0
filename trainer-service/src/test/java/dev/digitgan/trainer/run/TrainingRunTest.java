package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.image.PngImages;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.testing.TestTier;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.game.PlayerSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TrainingThread.class)
final class TrainingRunTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 96);
  private static final CheckpointKeys KEYS = RunFixture.KEYS;

  private final ObjectStore store;
  private final CheckpointReader reader;
  private final Recorder recorder = new Recorder();

  TrainingRunTest(@TempDir Path directory) {
    store = new DirectoryStore(directory);
    reader = new CheckpointReader(store, KEYS);
  }

  static List<String> recipes() {
    return TestTier.cases(1, List.of("mlp-gelu", "conv-ns"));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void equalSeedsGiveEqualDigestsAndOthersOthers(String recipe) throws Exception {
    train(plan("a", recipe, 1), store, () -> false);
    train(plan("b", recipe, 1), store, () -> false);
    train(plan("c", recipe, 2), store, () -> false);

    List<Version> versions = reader.versions();
    assertThat(versions).hasSize(6);
    String first = reader.load(new Version(2)).digest().toString();
    assertThat(reader.load(new Version(4)).digest()).hasToString(first);
    assertThat(reader.load(new Version(6)).digest().toString()).isNotEqualTo(first);
    assertThat(reader.load(new Version(1)).digest().toString()).isNotEqualTo(first);
  }

  @Test
  void whatIsPublishedSaysWhereItComesFrom() throws Exception {
    RunProgress end = train(plan("mlp-slim", 1), store, () -> false);

    Checkpoint last = reader.load(new Version(2));
    Manifest manifest = last.manifest();
    assertThat(end.publishedVersion()).isEqualTo(2);
    assertThat(manifest.getStep()).isEqualTo(6);
    assertThat(manifest.getEpoch()).isEqualTo(2);
    assertThat(manifest.getParent()).isEqualTo(1);
    assertThat(manifest.getRecipe()).isEqualTo("mlp-slim");
    assertThat(manifest.getMetricsMap()).containsKey("discriminator_accuracy_real");
    assertThat(manifest.hasCreateTime()).isTrue();
    assertThat(reader.preview(manifest)).contains(recorder.sheets.get(1));
  }

  @Test
  void whatIsPublishedRecordsWhatItDraws() throws Exception {
    train(plan("mlp-slim", 1), store, () -> false);
    Checkpoint last = reader.load(new Version(2));
    try (GeneratorModel model = last.newModel(Device.cpu(), Precision.FLOAT32)) {
      assertThat(last.golden().orElseThrow().pixels()).isEqualTo(model.sample(0, 0, 16));
    }
  }

  @Test
  void aGeneratorThatDrawsOneColourEndsTheRunAndPublishesNothing() {
    Recipe tame = recipe("mlp-gelu");
    // Nothing but its last bias is left of G after a step or two, and that is saturated.
    AdamSettings decay = AdamSettings.of(50f, 0.5f, 0.9f);
    Recipe recipe =
        new Recipe(
            "flat",
            tame.generator(),
            tame.discriminator(),
            tame.game().withGenerator(PlayerSettings.of(decay)));
    RunPlan plan = new RunPlan("r", recipe, 1, 1, Optional.empty(), 1, Optional.empty());

    assertThatThrownBy(() -> train(plan, store, () -> false))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("the generator's output")
        .hasMessageContaining("This state was not published");
    assertThat(versions()).isEmpty();
  }

  @Test
  void epochsAreToldOneByOneWithTheirSheets() throws Exception {
    train(plan("mlp-slim", 1), store, () -> false);
    assertThat(recorder.epochs).extracting(RunProgress::epoch).containsExactly(1, 2);
    assertThat(recorder.epochs).extracting(RunProgress::step).containsExactly(3L, 6L);
    assertThat(recorder.sheets.get(0)).isNotEqualTo(recorder.sheets.get(1));
    assertThat(recorder.steps).isEqualTo(6);
  }

  @Test
  void aRunThatIsAskedToStopPublishesWhatItHas() throws Exception {
    RunProgress end = train(plan("mlp-slim", 1), store, () -> recorder.steps == 2);
    assertThat(end.step()).isEqualTo(2);
    assertThat(reader.load(Version.FIRST).manifest().getStep()).isEqualTo(2);
    assertThat(recorder.epochs).hasSize(1);
  }

  @Test
  void aRunThatIsStoppedBeforeItsFirstStepPublishesNothing() throws Exception {
    train(plan("mlp-slim", 1), store, () -> true);
    assertThat(reader.versions()).isEmpty();
  }

  @Test
  void theTimeLimitEndsTheRun() throws Exception {
    Recipe recipe = recipe("conv-ns");
    RunPlan plan =
        new RunPlan(
            "r", recipe, 1, 1_000_000, Optional.empty(), 1_000, Optional.of(Duration.ofMillis(1)));
    RunProgress end = train(plan, store, () -> false);
    assertThat(end.step()).isLessThan(10);
    assertThat(end.timeLeft()).isZero();
  }

  @Test
  void aLossThatIsNoFiniteNumberStopsTheRunAndPublishesNothing() {
    Recipe tame = recipe("mlp-gelu");
    AdamSettings wild = AdamSettings.of(1e30f, 0.5f, 0.9f);
    Recipe recipe =
        new Recipe(
            "wild",
            tame.generator(),
            tame.discriminator(),
            tame.game()
                .withGenerator(PlayerSettings.of(wild))
                .withDiscriminator(PlayerSettings.of(wild)));
    RunPlan plan = new RunPlan("r", recipe, 1, 5, Optional.empty(), 1, Optional.empty());

    assertThatThrownBy(() -> train(plan, store, () -> false))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("a loss is NaN or infinite at step 2:")
        .hasMessageContaining("Try a lower learning rate");
    assertThat(versions()).isEmpty();
  }

  @Test
  void aStoreThatFailsForAWhileCostsOnlyTheVersionOfThatWhile() throws Exception {
    FailingStore failing = new FailingStore(store, 1);
    train(plan("mlp-slim", 1), failing, () -> false);
    assertThat(recorder.failures).singleElement().asString().contains("the store is down");
    assertThat(reader.load(Version.FIRST).manifest().getStep()).isEqualTo(6);
  }

  @Test
  void aStoreThatFailsAtTheEndFailsTheRun() {
    FailingStore failing = new FailingStore(store, Integer.MAX_VALUE);
    assertThatThrownBy(() -> train(plan("mlp-slim", 1), failing, () -> false))
        .isInstanceOf(IOException.class)
        .hasMessage("the store is down");
  }

  @Test
  void sheetsAreDrawnByWhatIsPublished() throws Exception {
    train(plan("mlp-slim", 1), store, () -> false);
    Checkpoint last = reader.load(new Version(2));
    try (GeneratorModel model = last.newModel(Device.cpu(), Precision.FLOAT32)) {
      byte[] pixels = model.sample(0, 0, 100);
      assertThat(PngImages.sheet(pixels, 100, 10, last.spec().shape()))
          .isEqualTo(recorder.sheets.get(1));
    }
  }

  private List<Version> versions() {
    try {
      return reader.versions();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Recipe recipe(String name) {
    return RecipeSettings.with(Recipes.named(name), "batch", "32");
  }

  /** Two epochs of three steps. */
  private static RunPlan plan(String recipe, long seed) {
    return plan("r", recipe, seed);
  }

  private static RunPlan plan(String run, String recipe, long seed) {
    return new RunPlan(run, recipe(recipe), seed, 2, Optional.empty(), 1, Optional.empty());
  }

  private RunProgress train(RunPlan plan, ObjectStore to, BooleanSupplier stop)
      throws DivergedException, FencedException, IOException {
    return new RunFixture(to, DIGITS).tells(recorder).train(plan, stop);
  }

  private static final class Recorder implements RunObserver {
    final List<RunProgress> epochs = new ArrayList<>();
    final List<byte[]> sheets = new ArrayList<>();
    final List<IOException> failures = new ArrayList<>();
    int steps;

    @Override
    public void stepped(RunProgress progress) {
      steps++;
    }

    @Override
    public void epochEnded(RunProgress progress, byte[] sheet) {
      epochs.add(progress);
      sheets.add(sheet);
    }

    @Override
    public void publishFailed(RunProgress progress, IOException reason) {
      failures.add(reason);
    }
  }

  /** A store whose first commits of versions fail. */
  private static final class FailingStore extends ForwardingStore {
    private int failuresLeft;

    FailingStore(ObjectStore store, int failures) {
      super(store);
      failuresLeft = failures;
    }

    @Override
    public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
      if (failuresLeft > 0 && key.contains("/versions/")) {
        failuresLeft--;
        throw new IOException("the store is down");
      }
      return super.putIfAbsent(key, bytes);
    }
  }
}
