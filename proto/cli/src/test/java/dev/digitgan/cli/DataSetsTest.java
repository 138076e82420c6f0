package dev.digitgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets on their way into a store. */
final class DataSetsTest {
  private final Path store;
  private final Path folder;

  DataSetsTest(@TempDir Path directory) throws IOException {
    store = directory.resolve("store");
    folder = Files.createDirectories(directory.resolve("digits"));
  }

  @Test
  void aFoldersIdxFilesAreThereAfterwardsAndNothingElse() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), new byte[] {1, 2, 3});
    Files.write(folder.resolve("train-labels-idx1-ubyte"), new byte[] {4});
    Files.write(folder.resolve("notes.txt"), new byte[] {5});

    Run push = push();

    assertThat(push.status()).as(push.err()).isZero();
    assertThat(push.out()).contains("data set tiny is in", "train-images-idx3-ubyte.gz");
    assertThat(store.resolve("datasets/tiny/index.json"))
        .content()
        .contains("train-labels-idx1-ubyte")
        .doesNotContain("notes.txt");
    assertThat(push().status()).as("again").isZero();
  }

  @Test
  void otherFilesUnderTheSameNameAreRefused() throws IOException {
    Path images = folder.resolve("train-images-idx3-ubyte");
    Files.write(images, new byte[] {1});
    assertThat(push().status()).isZero();
    Files.write(images, new byte[] {2});

    Run push = push();

    assertThat(push.status()).isEqualTo(1);
    assertThat(push.err()).contains("data set 'tiny' exists with other files");
  }

  @Test
  void aFolderWithoutIdxFilesIsRefused() {
    Run push = push();
    assertThat(push.status()).isEqualTo(2);
    assertThat(push.err()).contains("holds no IDX files");
  }

  @Test
  void aFolderThatIsNotThereIsRefused() {
    Run push = Run.of("datasets", "push", "tiny", folder + "-not", "--store", store.toString());
    assertThat(push.status()).isEqualTo(2);
    assertThat(push.err()).contains("is not a directory");
  }

  private Run push() {
    return Run.of("datasets", "push", "tiny", folder.toString(), "--store", store.toString());
  }
}
