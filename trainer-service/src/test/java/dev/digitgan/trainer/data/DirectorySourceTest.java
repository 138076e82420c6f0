package dev.digitgan.trainer.data;

import static dev.digitgan.trainer.data.IdxBytes.gzip;
import static dev.digitgan.trainer.data.IdxBytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.trainer.data.KnownSet.Sums;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DirectorySourceTest {
  private static final byte[] IMAGES = IdxBytes.images(4);
  private static final byte[] LABELS = IdxBytes.labels(4);

  private Path parent;
  private Path folder;

  @BeforeEach
  void makeFolder(@TempDir Path temporary) throws IOException {
    parent = temporary;
    folder = Files.createDirectory(parent.resolve("scribbles"));
  }

  @ParameterizedTest
  @CsvSource({
    "TRAIN, train-images-idx3-ubyte, train-labels-idx1-ubyte",
    "TRAIN, train-images.idx3-ubyte, train-labels.idx1-ubyte",
    "TEST, t10k-images-idx3-ubyte, t10k-labels.idx1-ubyte"
  })
  void findsEitherSpellingRawOrGzipped(Split split, String images, String labels)
      throws IOException {
    write(images, IMAGES);
    write(labels + ".gz", gzip(LABELS));

    DigitSet set = load(split);

    assertThat(set.name()).isEqualTo("scribbles");
    assertThat(set.count()).isEqualTo(4);
    assertThat(set.digest()).isEqualTo("sha256:" + sha256(IMAGES, LABELS));
  }

  @Test
  void readsByContentWhateverTheEndingSays() throws IOException {
    write("train-images-idx3-ubyte", gzip(IMAGES));
    write("train-labels-idx1-ubyte.gz", LABELS);

    assertThat(load(Split.TRAIN).count()).isEqualTo(4);
  }

  @Test
  void namesTheKnownSetWhenTheFilesAreItsOwn() throws IOException {
    write("train-images-idx3-ubyte.gz", gzip(IMAGES));
    write("train-labels-idx1-ubyte", LABELS);
    Sums own = new Sums(sha256(IMAGES), sha256(LABELS));
    Sums otherLabels = new Sums(sha256(IMAGES), sha256(IMAGES));

    assertThat(load(own).name()).isEqualTo("known");
    assertThat(load(otherLabels).name()).isEqualTo("scribbles");
  }

  @Test
  void saysWhichPartIsMissing() throws IOException {
    Path absent = parent.resolve("absent");
    assertThatThrownBy(() -> new DirectorySource(absent, KnownSet.MNIST).load(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(absent + ": no such directory; name the directory that holds the IDX files");

    assertThatThrownBy(() -> load(Split.TRAIN))
        .hasMessage(
            folder
                + ": holds no train-images-idx3-ubyte or train-images-idx3-ubyte.gz; put the file"
                + " there");

    write("train-images-idx3-ubyte", IMAGES);
    assertThatThrownBy(() -> load(Split.TRAIN))
        .hasMessageStartingWith(folder + ": holds no train-labels-idx1-ubyte or ");

    Path file = folder.resolve("train-images-idx3-ubyte");
    assertThatThrownBy(() -> new DirectorySource(file, KnownSet.MNIST).load(Split.TRAIN))
        .hasMessageStartingWith(file + ": is not a directory; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MNIST/raw", "raw"})
  void findsTheFilesWhereTorchvisionPutsThem(String below) throws IOException {
    Files.createDirectories(folder.resolve(below));
    write(below + "/train-images-idx3-ubyte", IMAGES);
    write(below + "/train-labels-idx1-ubyte", LABELS);

    DigitSet set = load(Split.TRAIN);

    assertThat(set.name()).isEqualTo("scribbles");
    assertThat(set.digest()).isEqualTo("sha256:" + sha256(IMAGES, LABELS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "emnist-digits-train-images-idx3-ubyte.gz|emnist-digits-train-images-idx3-ubyte.gz belongs"
            + " to EMNIST, which stores images transposed: ",
        "EMNIST/raw/emnist-letters-test-images-idx3-ubyte|EMNIST/raw/emnist-letters-test-images-idx3-ubyte"
            + " belongs to EMNIST",
        "qmnist-train-images-idx3-ubyte.gz|qmnist-train-images-idx3-ubyte.gz belongs to QMNIST: put"
            + " its images there as train-images-idx3-ubyte, and the first of its eight label"
            + " columns",
        "FashionMNIST/raw/train-images-idx3-ubyte|/FashionMNIST/raw holds it: name that folder",
      })
  void saysWhatToDoWithTheFilesOfSetsThatAreClose(String file, String remedy) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    write(file, IMAGES);

    assertThatThrownBy(() -> load(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(folder + ": holds no train-images-idx3-ubyte or ")
        .hasMessageContaining(remedy);
  }

  @Test
  void saysThatLabelsAreNeededAndWhatWillDo() throws IOException {
    write("train-images-idx3-ubyte", IMAGES);

    assertThatThrownBy(() -> load(Split.TRAIN))
        .hasMessageEndingWith(
            "put the file there; without labels, recipes that do not use them train on a file of as"
                + " many zeros, with --evaluate none");
  }

  @Test
  void saysWhyLabelsAboveNineAreRefused() throws IOException {
    write("train-images-idx3-ubyte", IMAGES);
    write("train-labels-idx1-ubyte", IdxBytes.file(new int[] {0x801, 4}, new byte[] {0, 9, 26, 1}));

    assertThatThrownBy(() -> load(Split.TRAIN))
        .hasMessage(
            folder.resolve("train-labels-idx1-ubyte")
                + ": label 26 at position 2 is not a digit; every recipe takes ten classes, since a"
                + " digit classifier judges its versions: keep ten classes, and number them from"
                + " 0");
  }

  @Test
  void refusesLabelsOfAnotherCount() throws IOException {
    write("train-images-idx3-ubyte", IMAGES);
    write("train-labels-idx1-ubyte", IdxBytes.labels(5));

    assertThatThrownBy(() -> load(Split.TRAIN))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder.resolve("train-labels-idx1-ubyte")
                + ": 5 labels where train-images-idx3-ubyte holds 4 images; use the two files of"
                + " one set");
  }

  private DigitSet load(Split split) throws DataException {
    return new DirectorySource(folder, KnownSet.MNIST).load(split);
  }

  private DigitSet load(Sums train) throws DataException {
    KnownSet known = new KnownSet("known", train, train, List.of());
    return new DirectorySource(folder, known).load(Split.TRAIN);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
