package dev.digitgan.trainer.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.trainer.data.DigitSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchOrderTest {
  private static final DigitSet TEN =
      DigitSet.owning("ten", 1, 1, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, new byte[10]);

  @Test
  void aPassShowsEachImageAtMostOnceAndLeavesOutWhatMakesNoBatch() {
    BatchOrder batches = new BatchOrder(TEN, 1, 3, 1);
    assertThat(batches.batchesPerPass()).isEqualTo(3);
    List<Integer> shown = images(batches, 3);
    assertThat(shown).hasSize(9).doesNotHaveDuplicates();
    assertThat(images(batches, 3)).hasSize(9).doesNotHaveDuplicates().isNotEqualTo(shown);
  }

  @Test
  void theOrderIsAFunctionOfTheSeed() {
    List<Integer> order = images(new BatchOrder(TEN, 1, 5, 1), 8);
    assertThat(images(new BatchOrder(TEN, 1, 5, 1), 8)).isEqualTo(order);
    assertThat(images(new BatchOrder(TEN, 2, 5, 1), 8)).isNotEqualTo(order);
  }

  @Test
  void eachChannelIsAnImageOfItsOwnOrder() {
    BatchOrder batches = new BatchOrder(TEN, 1, 10, 3);
    int[] images = batches.next().images();
    List<List<Integer>> channels = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < images.length; i++) {
      channels.get(i % 3).add(images[i]);
    }
    assertThat(channels).allSatisfy(channel -> assertThat(channel).doesNotHaveDuplicates());
    assertThat(channels).doesNotHaveDuplicates();
    assertThat(channels.get(0)).isEqualTo(images(new BatchOrder(TEN, 1, 10, 1), 1));
  }

  @Test
  void aDataSetOfLessThanABatchIsRefused() {
    assertThatThrownBy(() -> new BatchOrder(TEN, 1, 11, 1))
        .hasMessage("ten has 10 images, less than a batch of 11");
  }

  private static List<Integer> images(BatchOrder batches, int count) {
    List<Integer> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int value : batches.next().images()) {
        images.add(value);
      }
    }
    return images;
  }
}
