package dev.digitgan.trainer.data;

import static dev.digitgan.trainer.data.IdxBytes.IMAGE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DigitSetTest {
  private final byte[] imagesFile = IdxBytes.images(12);
  private final byte[] labelsFile = IdxBytes.labels(12);
  private final DigitSet set =
      DigitSet.owning(
          "some",
          28,
          28,
          Arrays.copyOfRange(imagesFile, 16, imagesFile.length),
          Arrays.copyOfRange(labelsFile, 8, labelsFile.length));

  @Test
  void digestIsThatOfTheTwoFilesInARow() {
    assertThat(set.digest()).isEqualTo("sha256:" + IdxBytes.sha256(imagesFile, labelsFile));
  }

  @Test
  void copiesOneImageToAPosition() {
    byte[] into = new byte[IMAGE_BYTES + 2];

    set.copyImage(3, into, 1);

    int start = 16 + 3 * IMAGE_BYTES;
    assertThat(Arrays.copyOfRange(into, 1, 1 + IMAGE_BYTES))
        .isEqualTo(Arrays.copyOfRange(imagesFile, start, start + IMAGE_BYTES));
    assertThat(into[0]).isZero();
    assertThat(into[IMAGE_BYTES + 1]).isZero();
  }

  @Test
  void sliceCountsFromItsOwnStart() {
    DigitSet slice = set.slice(4, 12).slice(1, 3);
    byte[] ofSlice = new byte[IMAGE_BYTES];
    byte[] ofSet = new byte[IMAGE_BYTES];

    slice.copyImage(1, ofSlice, 0);
    set.copyImage(6, ofSet, 0);

    assertThat(slice.count()).isEqualTo(2);
    assertThat(slice.name()).isEqualTo("some");
    assertThat(slice.label(0)).isEqualTo(5);
    assertThat(ofSlice).isEqualTo(ofSet);
    assertThatThrownBy(() -> slice.label(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slice.copyImage(2, ofSlice, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void digestOfASliceIsThatOfASetOfTheSameImages() {
    assertThat(set.slice(0, 12).digest()).isEqualTo(set.digest());
    assertThat(set.slice(0, 5).digest())
        .isEqualTo("sha256:" + IdxBytes.sha256(IdxBytes.images(5), IdxBytes.labels(5)))
        .isNotEqualTo(set.digest());
  }

  @Test
  void refusesWhatDoesNotFitTogether() {
    byte[] label = {0};
    assertThatThrownBy(() -> DigitSet.owning("bad", 2, 2, new byte[5], label))
        .hasMessage("5 bytes for 1 images of 2 x 2");
    assertThatThrownBy(() -> DigitSet.owning("bad", 2, 2, new byte[0], new byte[0]))
        .hasMessage("0 images of 2 x 2");
    assertThatThrownBy(() -> DigitSet.owning("bad", 2, 2, new byte[4], new byte[] {10}))
        .hasMessage("label 10 of image 0");
    assertThatThrownBy(() -> set.slice(3, 3)).hasMessage("no images between 3 and 3");
    assertThatThrownBy(() -> set.slice(3, 13)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
