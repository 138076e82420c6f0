package dev.digitgan.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import dev.digitgan.trainer.quality.gate.GateTrial.DataSetRule;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.run.AlarmRecorder;
import dev.digitgan.trainer.run.RunFixture;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.TestRecipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with samples, provoked by how their generator was trained. */
@ExtendWith(TrainingThread.class)
@Tag("ci")
final class SampleAlarmsTest {
  private static final EvaluationSize SIZE = new EvaluationSize(1_000, 1, 500, 2, 1_000, 0);
  private static final int IMAGES = 1_000;

  private final Path directory;
  private final AlarmRecorder recorder = new AlarmRecorder();

  SampleAlarmsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /** All 1,000 samples are one image, which no digit is like; of real images 0.9% have a copy. */
  @Test
  void aGeneratorThatIsTaughtNothingDrawsOneImageAgainAndAgain() throws Exception {
    DigitSet digits = EmbeddedDigits.draw(1, Split.TRAIN, IMAGES);
    train(TestRecipes.discriminatorRate(TestRecipes.small(), 1e-9f), 600, digits);
    assertThat(recorder.raised)
        .extracting(TrainingAlarm::kind)
        .contains(Kind.MODE_COLLAPSE, Kind.DUPLICATES, Kind.DISCRIMINATOR_BLIND);
  }

  /** Their median distance from the nearest of ten images is 1.7 pixels, of others' 8. */
  @Test
  void aGeneratorThatLearnsAHandfulOfImagesCopiesThem() throws Exception {
    train(TestRecipes.small(), 1_500, repeated(EmbeddedDigits.draw(1, Split.TRAIN, 10)));
    assertThat(recorder.raised)
        .filteredOn(alarm -> alarm.kind() == Kind.MEMORISATION)
        .singleElement()
        .extracting(TrainingAlarm::finding)
        .asString()
        .contains("copies of training images");
  }

  /**
   * Not one in 1,000, and 1.3% have a copy among each other; the rest is poor, after so few steps.
   */
  @Test
  void ofManyImagesNoneIsCopied() throws Exception {
    train(TestRecipes.small(), 1_500, EmbeddedDigits.draw(1, Split.TRAIN, IMAGES));
    assertThat(recorder.raised)
        .extracting(TrainingAlarm::finding)
        .noneMatch(finding -> finding.contains("copies"));
  }

  private static DigitSet repeated(DigitSet few) {
    byte[] pixels = new byte[IMAGES * few.imageBytes()];
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      few.copyImage(i % few.count(), pixels, i * few.imageBytes());
      labels[i] = (byte) few.label(i % few.count());
    }
    return DigitSet.owning(few.name(), few.height(), few.width(), pixels, labels);
  }

  private void train(Recipe recipe, int steps, DigitSet digits) throws Exception {
    Evaluator evaluator = ShippedClassifier.load();
    DigitSet test = EmbeddedDigits.draw(1, Split.TEST, IMAGES);
    RunPlan plan =
        new RunPlan(
            "r", recipe, 1, 1, Optional.of(steps * recipe.game().batchSize()), 1, Optional.empty());
    try (PublishJudge judge =
        new PublishJudge(
            new RealImages(digits, test, test),
            evaluator,
            SIZE,
            null,
            DataSetRule.SAME,
            () -> false)) {
      new RunFixture(new DirectoryStore(directory), digits)
          .judgedBy(judge)
          .tells(recorder)
          .train(plan, () -> false);
    }
  }
}
