package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.data.DigitSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RealBatchesTest {
  /** Image i has one pixel, of value i. */
  private static final DigitSet TEN =
      DigitSet.owning("ten", 1, 1, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new byte[10]);

  private static final ValueRange LEVELS = new ValueRange(0, 255);

  @Test
  void aPassShowsEachImageAtMostOnceAndLeavesOutWhatMakesNoBatch() {
    RealBatches batches = new RealBatches(TEN, LEVELS, 1, 3, 1);
    assertThat(batches.batchesPerPass()).isEqualTo(3);
    List<Float> shown = images(batches, 3);
    assertThat(shown).hasSize(9).doesNotHaveDuplicates();
    assertThat(images(batches, 3)).hasSize(9).doesNotHaveDuplicates().isNotEqualTo(shown);
  }

  @Test
  void theOrderIsAFunctionOfTheSeed() {
    List<Float> order = images(new RealBatches(TEN, LEVELS, 1, 5, 1), 8);
    assertThat(images(new RealBatches(TEN, LEVELS, 1, 5, 1), 8)).isEqualTo(order);
    assertThat(images(new RealBatches(TEN, LEVELS, 2, 5, 1), 8)).isNotEqualTo(order);
  }

  @Test
  void pixelsAreMappedToTheRange() {
    DigitSet two = DigitSet.owning("two", 1, 2, new byte[] {0, -1, 0, -1}, new byte[2]);
    assertThat(new RealBatches(two, ValueRange.MINUS_ONE_TO_ONE, 1, 2, 1).next().images())
        .containsExactly(-1, 1, -1, 1);
  }

  @Test
  void eachChannelIsAnImageOfItsOwnOrder() {
    RealBatches batches = new RealBatches(TEN, LEVELS, 1, 10, 3);
    float[] images = batches.next().images();
    List<List<Float>> channels = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < images.length; i++) {
      channels.get(i % 3).add(images[i]);
    }
    assertThat(channels).allSatisfy(channel -> assertThat(channel).doesNotHaveDuplicates());
    assertThat(channels).doesNotHaveDuplicates();
    assertThat(channels.get(0)).isEqualTo(images(new RealBatches(TEN, LEVELS, 1, 10, 1), 1));
  }

  @Test
  void aDataSetOfLessThanABatchIsRefused() {
    assertThatThrownBy(() -> new RealBatches(TEN, LEVELS, 1, 11, 1))
        .hasMessage("ten has 10 images, less than a batch of 11");
  }

  private static List<Float> images(RealBatches batches, int count) {
    List<Float> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (float value : batches.next().images()) {
        images.add(value);
      }
    }
    return images;
  }
}
