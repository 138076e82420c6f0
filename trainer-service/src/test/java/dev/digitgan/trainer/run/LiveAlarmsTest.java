package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.game.Initialization;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.layer.Dropout;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.quality.alarm.HeldOutScores;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.testing.TrainingThread;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a game, provoked by how it is played. */
@ExtendWith(TrainingThread.class)
@Tag("ci")
final class LiveAlarmsTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 500);
  private static final int EPOCH_STEPS = 200;

  private final Path directory;
  private final AlarmRecorder recorder = new AlarmRecorder();

  LiveAlarmsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** D right on 74 to 82% and 65 to 91%; of 125 images 62 to 92%, of the others 69 to 76%. */
  @Test
  void aGameThatGoesWellAlarmsOfNothing() throws Exception {
    play(TestRecipes.small(), 4, DIGITS.slice(0, 375), DIGITS.slice(375, 500));
    assertThat(recorder.raised).isEmpty();
    assertThat(recorder.heldOut).map(HeldOutScores::judged).contains(125);
  }

  /** D's losses fall to 1e-5 within 200 steps, G's gradient from 1e-8 to 1e-11 within 500. */
  @Test
  void aFastDiscriminatorSaturatesInTheMinimaxGame() throws Exception {
    Recipe fast = TestRecipes.discriminatorRate(TestRecipes.small(), 2e-3f);
    Recipe slow = TestRecipes.generatorRate(fast, 1e-4f);
    play(slow.with(slow.game().withObjective(Objective.MINIMAX)), 3, DIGITS);
    assertRaised(Kind.DISCRIMINATOR_SATURATED, Severity.FAILURE, "generator's gradient");
  }

  /** The same, non-saturating: D is as sure, but G is told much. */
  @Test
  void aFastDiscriminatorIsNoFaultInTheNonSaturatingGame() throws Exception {
    Recipe fast = TestRecipes.discriminatorRate(TestRecipes.small(), 2e-3f);
    play(TestRecipes.generatorRate(fast, 1e-4f), 3, DIGITS);
    assertThat(recorder.raised).isEmpty();
  }

  /** G finds what D takes for real: D right on 0% of the fakes, its losses sum to 1.75. */
  @Test
  void aDiscriminatorThatHardlyLearnsIsFooled() throws Exception {
    play(TestRecipes.discriminatorRate(TestRecipes.small(), 1e-9f), 3, DIGITS);
    assertRaised(Kind.DISCRIMINATOR_BLIND, Severity.FAILURE, "learns nothing");
  }

  /** It says 1/2 of everything, as at the optimum: losses of 0.6931 + 0.6931, 50.1% right. */
  @Test
  void ofABlindDiscriminatorBothReadingsAreGivenWhileNothingIsJudged() throws Exception {
    Recipe still = TestRecipes.discriminatorRate(TestRecipes.small(), 1e-9f);
    Recipe blank =
        still.with(
            still
                .game()
                .withDiscriminator(
                    still
                        .game()
                        .discriminator()
                        .withInitialization(Initialization.uniform(1e-4f))));
    play(blank, 3, DIGITS);
    assertRaised(Kind.DISCRIMINATOR_BLIND, Severity.WARNING, "this is the optimum");
  }

  /** Of 100 images 81% are taken for real and 47% of others, later 98% and 65%. */
  @Test
  void aDiscriminatorOverfitsFewImages() throws Exception {
    play(TestRecipes.small(), 11, DIGITS.slice(0, 100), DIGITS.slice(100, 500));
    assertThat(recorder.raised)
        .isNotEmpty()
        .allSatisfy(
            alarm -> {
              assertThat(alarm.kind()).isEqualTo(Kind.DISCRIMINATOR_OVERFITS);
              assertThat(alarm.finding()).contains("images of its training set");
              assertThat(alarm.advice()).contains("more images");
            });
  }

  /** There no logit by itself means real: what counts is which of two images has the larger. */
  @Test
  void soDoesOneThatComparesPairs() throws Exception {
    Recipe small = TestRecipes.small();
    Recipe pairs = small.with(small.game().withObjective(Objective.RELATIVISTIC));
    play(pairs, 11, DIGITS.slice(0, 100), DIGITS.slice(100, 500));
    assertThat(recorder.raised)
        .extracting(TrainingAlarm::kind)
        .contains(Kind.DISCRIMINATOR_OVERFITS);
    assertThat(recorder.heldOut)
        .hasValueSatisfying(
            scores -> assertThat(scores.heldOut().accuracy()).isBetween(0.45, 0.55));
  }

  /** D has a layer that drops, and takes two steps a round. */
  @Test
  void toLookChangesNoNumber() throws Exception {
    Recipe small = TestRecipes.small();
    Recipe dropping =
        new Recipe(
            "dropping",
            small.generator(),
            new LayerStack(
                List.of(Reshape.to(784), new Dropout(0.5f), new Linear(784, 1)),
                small.generator().stack().outputShape()),
            small.game().withDiscriminatorSteps(2));
    DigitSet training = DIGITS.slice(0, 100);
    play(dropping, 2, training, DIGITS.slice(100, 500));
    assertThat(recorder.heldOut).isPresent();
    Checkpoint looked =
        new CheckpointReader(new DirectoryStore(directory), RunFixture.KEYS).load(Version.FIRST);

    try (AdversarialPair pair = AdversarialPair.begin(dropping, 1, training, Device.cpu())) {
      pair.playRound();
      assertThat(pair.generatorGradient()).isPositive();
      assertThat(pair.generatorGradient()).as("measured a round ago").isNaN();
      while (pair.step() < looked.manifest().getStep()) {
        pair.playRound();
      }
      assertThat(Checkpoint.digest(dropping.generator(), Safetensors.encode(pair.published())))
          .isEqualTo(looked.digest());
    }
  }

  private void assertRaised(Kind kind, Severity severity, String words) {
    assertThat(recorder.raised)
        .singleElement()
        .satisfies(
            alarm -> {
              assertThat(alarm.kind()).isEqualTo(kind);
              assertThat(alarm.severity()).isEqualTo(severity);
              assertThat(alarm.finding() + alarm.advice()).contains(words);
            });
  }

  private void play(Recipe recipe, int epochs, DigitSet training) throws Exception {
    new RunFixture(new DirectoryStore(directory), training)
        .tells(recorder)
        .train(plan(recipe, epochs), () -> false);
  }

  private void play(Recipe recipe, int epochs, DigitSet training, DigitSet heldOut)
      throws Exception {
    new RunFixture(new DirectoryStore(directory), training)
        .holdingOut(heldOut)
        .tells(recorder)
        .train(plan(recipe, epochs), () -> false);
  }

  private static RunPlan plan(Recipe recipe, int epochs) {
    int images = EPOCH_STEPS * recipe.game().batchSize();
    return new RunPlan("r", recipe, 1, epochs, Optional.of(images), 100, Optional.empty());
  }
}
