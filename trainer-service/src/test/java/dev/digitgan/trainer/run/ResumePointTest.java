package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which state a run goes on from, and which runs go on at all. */
@ExtendWith(TrainingThread.class)
final class ResumePointTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 26);

  private final Path directory;
  private final ObjectStore store;
  private final CheckpointReader reader;
  private final TrainingStates states;

  ResumePointTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory);
    reader = new CheckpointReader(store, RunFixture.KEYS);
    states = new TrainingStates(store, RunFixture.KEYS, "r");
  }

  @Test
  void aBrokenNewestStateFallsBackToTheOneBefore() throws Exception {
    trainTo(2);
    trainTo(3);
    trainTo(4);
    trainTo(6);
    assertThat(states.steps()).containsExactly(6L, 4L, 3L);
    // The newest record is no JSON, and of the one before the tensors are cut short.
    Files.writeString(record(6), "{");
    String hex = Sha256.parse(states.record(4).getTensors().getDigest()).hex();
    Files.write(directory.resolve("blobs/sha256/" + hex), new byte[100]);

    Steps steps = Steps.all();
    train(plan("r"), steps);
    String digest = latestDigest();
    train(plan("whole"), Steps.all());

    assertThat(steps.first()).isEqualTo(4);
    assertThat(digest).isEqualTo(latestDigest());
  }

  @Test
  void aRunOfWhichNoStateCanBeUsedBeginsAgain() throws Exception {
    trainTo(2);
    Files.writeString(record(2), "{}");
    Steps steps = Steps.all();
    train(plan("r"), steps);
    assertThat(steps.first()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conv-ns|1|8|recipe tiny (now conv-ns)",
        "tiny|2|8|seed 1 (now 2)",
        "tiny|1|13|batch 8 (now 13)",
      })
  void aRunDoesNotGoOnAsAnother(String name, long seed, int batch, String difference)
      throws Exception {
    trainTo(2);
    Recipe recipe = name.equals("tiny") ? TestRecipes.tiny() : Recipes.named(name);
    RunPlan other =
        new RunPlan(
            "r",
            RecipeSettings.with(recipe, "batch", Integer.toString(batch)),
            seed,
            2,
            Optional.of(32),
            1,
            Optional.empty());
    assertThatThrownBy(() -> train(other, Steps.all()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("run r began with " + difference)
        .hasMessageEndingWith("choose another --run");
  }

  @Test
  void aRunDoesNotGoOnWithOtherImages() throws Exception {
    trainTo(2);
    DigitSet others = EmbeddedDigits.draw(2, Split.TRAIN, 26);
    assertThatThrownBy(() -> new RunFixture(store, others).train(plan("r"), () -> false))
        .hasMessageContaining("data set embedded-digits " + DIGITS.digest() + " (now");
  }

  private String latestDigest() throws Exception {
    return reader.manifest(reader.latest().orElseThrow()).getModelDigest();
  }

  private static RunPlan plan(String run) {
    return TestRecipes.tinyPlan(run, 2);
  }

  private void trainTo(long step) throws Exception {
    train(plan("r"), new Steps(step));
  }

  private void train(RunPlan plan, Steps steps) throws Exception {
    new RunFixture(store, DIGITS).tells(steps).train(plan, steps::reached);
  }

  private Path record(int step) {
    return directory.resolve(
        String.format(Locale.ROOT, "models/digits/runs/r/states/%012d.json", step));
  }
}
