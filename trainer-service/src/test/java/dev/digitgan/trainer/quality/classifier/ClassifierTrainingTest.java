package dev.digitgan.trainer.quality.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.classifier.ClassifierTraining.Outcome;
import dev.digitgan.trainer.quality.classifier.ShiftedBatches.Batch;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TrainingThread.class)
@Tag("ci")
final class ClassifierTrainingTest {
  private static final DigitSet TRAIN = EmbeddedDigits.draw(3, Split.TRAIN, 640);
  private static final DigitSet HELD_OUT = EmbeddedDigits.draw(3, Split.TEST, 200);
  private static final ClassifierSettings SETTINGS = new ClassifierSettings(1, 3, 32, 3e-3f, 2);

  @Test
  void itLearnsTheSameFromTheSame() {
    List<Double> accuracies = new ArrayList<>();
    Outcome first = train(SETTINGS, accuracies);
    Outcome second = train(SETTINGS, new ArrayList<>());

    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(accuracies).hasSize(3);
    assertThat(first.heldOutAccuracy())
        .isGreaterThan(0.5)
        .isEqualTo(accuracies.stream().mapToDouble(Double::doubleValue).max().orElseThrow())
        .isEqualTo(accuracies.get(first.epoch() - 1));
    assertThat(first.accuracy(HELD_OUT, Device.cpu())).isEqualTo(first.heldOutAccuracy());
    Outcome other = train(new ClassifierSettings(2, 1, 32, 3e-3f, 2), new ArrayList<>());
    assertThat(other.weights()).isNotEqualTo(first.weights());
  }

  private static Outcome train(ClassifierSettings settings, List<Double> accuracies) {
    return new ClassifierTraining(settings, Device.cpu())
        .train(TRAIN, HELD_OUT, (epoch, loss, accuracy) -> accuracies.add(accuracy));
  }

  @Test
  void fewerImagesThanABatchAreRefused() {
    assertThatThrownBy(
            () ->
                new ClassifierTraining(SETTINGS, Device.cpu())
                    .train(TRAIN.slice(0, 31), HELD_OUT, (epoch, loss, accuracy) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 31 images, less than one batch");
  }

  @Test
  void anEpochShowsEachImageOnceAndMovesItWhole() {
    ClassifierSettings settings = new ClassifierSettings(1, 1, 64, 1e-3f, 2);
    ShiftedBatches batches = new ShiftedBatches(TRAIN, ValueRange.ZERO_TO_ONE, settings);
    assertThat(batches.perEpoch()).isEqualTo(10);
    int[] labels = new int[10];
    int moved = 0;
    for (int number = 0; number < 10; number++) {
      Batch batch = batches.batch(number);
      assertThat(batch.images()).hasSize(64 * 784);
      for (int i = 0; i < batch.labels().length; i++) {
        labels[i % 10] += (int) batch.labels()[i];
      }
      Batch still =
          new ShiftedBatches(
                  TRAIN, ValueRange.ZERO_TO_ONE, new ClassifierSettings(1, 1, 64, 1e-3f, 0))
              .batch(number);
      assertThat(still.labels()).isEqualTo(batch.labels());
      for (int i = 0; i < 64; i++) {
        moved += same(batch.images(), still.images(), i) ? 0 : 1;
      }
    }
    assertThat(labels).containsOnly(64);
    // One in 25 stays where it is.
    assertThat(moved).isBetween(560, 639);
  }

  private static boolean same(float[] a, float[] b, int image) {
    for (int i = image * 784; i < (image + 1) * 784; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    return true;
  }
}
