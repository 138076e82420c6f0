package dev.digitgan.trainer.data;

import static dev.digitgan.trainer.data.IdxBytes.gzip;
import static dev.digitgan.trainer.data.IdxBytes.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.dataset.DataSets;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.testing.UsualMode;
import dev.digitgan.trainer.data.DataRequest.Fallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Data sets of a store, read through a cache. */
final class StoreSourceTest {
  private static final byte[] IMAGES = IdxBytes.images(5);
  private static final byte[] LABELS = IdxBytes.labels(5);

  private final Path directory;
  private final ObjectStore store;

  StoreSourceTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory.resolve("store"));
  }

  @BeforeEach
  void push() throws Exception {
    new DataSets(store)
        .publish(
            "mine",
            Map.of("train-images-idx3-ubyte.gz", gzip(IMAGES), "train-labels-idx1-ubyte", LABELS));
  }

  @Test
  void aDataSetIsReadByItsUri() throws Exception {
    DigitSet set = load(store + "datasets/mine");
    assertThat(set.name()).isEqualTo("mine");
    assertThat(set.digest()).isEqualTo("sha256:" + sha256(IMAGES, LABELS));
  }

  @Test
  void aDataSetOfTheTrainersStoreIsReadByItsName() throws Exception {
    assertThat(load("store:mine").digest()).isEqualTo("sha256:" + sha256(IMAGES, LABELS));
  }

  @Test
  void whatWasFetchedIsReadFromTheCache() throws Exception {
    load("store:mine");
    assertThat(cached()).hasSize(2);
    Files.delete(imagesBlob());
    assertThat(load("store:mine").count()).isEqualTo(5);
  }

  @Test
  void aCachedFileThatIsDamagedIsFetchedAgain() throws Exception {
    load("store:mine");
    for (Path file : cached()) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1] ^= 1;
      Files.write(file, bytes);
    }
    assertThat(load("store:mine").digest()).isEqualTo("sha256:" + sha256(IMAGES, LABELS));
    assertThat(cached()).hasSize(2);
  }

  @Test
  void anotherUserReadsWhatIsCachedWhereTheUmaskLetsHim() throws Exception {
    load("store:mine");
    for (Path file : cached()) {
      UsualMode.assertThatAnyoneAllowedByTheUmaskReads(file);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aCachedFileThatCannotBeReadIsFetchedAnew() throws Exception {
    load("store:mine");
    for (Path file : cached()) {
      Files.delete(file);
      // Nobody can read its first byte, not even root, whom permissions do not stop.
      Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
    }
    assertThat(load("store:mine").digest()).isEqualTo("sha256:" + sha256(IMAGES, LABELS));
    assertThat(cached()).hasSize(2).noneMatch(Files::isSymbolicLink);
  }

  @Test
  void aCacheThatCannotBeWrittenToIsNamedWithWhatToDo() throws Exception {
    Files.writeString(directory.resolve("cache"), "no folder");
    assertThatThrownBy(() -> load("store:mine"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(directory.resolve("cache/store") + ": cannot keep fetched files")
        .hasMessageEndingWith("a writable folder with --data-cache or DIGITGAN_DATA_CACHE");
  }

  @Test
  void whatIsDamagedInTheStoreNeverEntersTheCache() throws Exception {
    Path images = imagesBlob();
    byte[] bytes = Files.readAllBytes(images);
    bytes[20] ^= 1;
    Files.write(images, bytes);
    assertThatThrownBy(() -> load("store:mine"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("the data set mine in " + store)
        .hasMessageContaining("train-images-idx3-ubyte.gz has digest sha256:");
    assertThat(cached()).isEmpty();
  }

  @Test
  void aDataSetThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> load("store:yours"))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "the data set yours in %s: does not exist; push it with: digitgan datasets push"
                .formatted(store));
  }

  @Test
  void aDataSetWithoutTheSplitSaysSo() {
    assertThatThrownBy(() -> DataSources.standard().load(request("store:mine"), Split.TEST))
        .hasMessageEndingWith("holds no t10k-images-idx3-ubyte or t10k-images-idx3-ubyte.gz");
  }

  @Test
  void aStoreOfAnUnknownKindIsNamed() {
    assertThatThrownBy(() -> load("https://example.org/datasets/mnist"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'https://example.org': unknown scheme");
  }

  private Path imagesBlob() throws Exception {
    return directory.resolve("store/blobs/sha256/" + sha256(gzip(IMAGES)));
  }

  private DigitSet load(String location) throws DataException {
    return DataSources.standard().load(request(location), Split.TRAIN);
  }

  private DataRequest request(String location) {
    return DataRequest.of(location, () -> directory.resolve("cache"), Fallback.NONE)
        .withStore(store.toString());
  }

  private List<Path> cached() throws IOException {
    Path cache = directory.resolve("cache");
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
