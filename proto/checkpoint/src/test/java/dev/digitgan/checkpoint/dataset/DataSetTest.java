package dev.digitgan.checkpoint.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.testing.HookedStore;
import dev.digitgan.checkpoint.v1.DataSetIndex;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets in a store. */
final class DataSetTest {
  private static final Map<String, byte[]> FILES =
      Map.of("labels.gz", new byte[] {1, 2}, "images.gz", new byte[] {3, 4, 5});

  private final Path directory;
  private final ObjectStore store;
  private final DataSets reader;

  DataSetTest(@TempDir Path directory) {
    this.directory = directory;
    store = new DirectoryStore(directory);
    reader = new DataSets(store);
  }

  @Test
  void whatIsPublishedIsRead() throws Exception {
    DataSetIndex published = new DataSets(store).publish("mine", FILES);
    DataSetIndex index = reader.index("mine");
    assertThat(index).isEqualTo(published);
    assertThat(index.getFilesList())
        .extracting(file -> file.getName())
        .containsExactly("images.gz", "labels.gz");
    assertThat(reader.read("mine", index.getFiles(0))).containsExactly(3, 4, 5);
    assertThat(store.list("datasets/")).containsExactly("datasets/mine/index.json");
    assertThat(store.list("blobs/")).hasSize(2);
  }

  @Test
  void toPublishItAgainChangesNothing() throws Exception {
    DataSetIndex first = new DataSets(store).publish("mine", FILES);
    assertThat(new DataSets(store).publish("mine", FILES)).isEqualTo(first);
  }

  @Test
  void otherFilesUnderItsNameAreRefused() throws Exception {
    new DataSets(store).publish("mine", FILES);
    Map<String, byte[]> others = Map.of("labels.gz", new byte[] {9});
    assertThatThrownBy(() -> new DataSets(store).publish("mine", others))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("data set 'mine' exists with other files; choose another name");
    assertThat(reader.read("mine", reader.index("mine").getFiles(1))).containsExactly(1, 2);
  }

  @Test
  void toPublishItAgainHealsWhatIsDamagedOrMissing() throws Exception {
    DataSetIndex index = new DataSets(store).publish("mine", FILES);
    Files.write(directory.resolve(blob(index, 0)), new byte[] {3, 4, 6});
    store.delete(blob(index, 1));

    assertThat(new DataSets(store).publish("mine", FILES)).isEqualTo(index);

    assertReadable("mine");
  }

  @Test
  void ofTwoPublishersOneWinsWhole() throws Exception {
    Map<String, byte[]> others =
        Map.of("labels.gz", new byte[] {9, 8}, "images.gz", new byte[] {7, 6, 5});
    ObjectStore slow =
        new HookedStore(
            store,
            (operation, key) -> {
              // The other one is done between the first look at the index and the first write.
              if (operation.equals("put") && store.list("datasets/").isEmpty()) {
                publishUnchecked(FILES);
              }
            });
    assertThatThrownBy(() -> new DataSets(slow).publish("mine", others))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("data set 'mine' exists with other files; choose another name");
    assertReadable("mine");
    assertThat(new DataSets(store).publish("mine", FILES)).isEqualTo(reader.index("mine"));
    assertReadable("mine");
  }

  @Test
  void aDataSetWhoseFilesLieBesideItsIndexIsReadAndHealed() throws Exception {
    DataSetIndex index = new DataSets(new InMemoryStore()).publish("mine", FILES);
    DataSetIndex first = index.toBuilder().setSchema(1).build();
    store.put("datasets/mine/index.json", RecordCodec.encode(first));
    for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
      store.put("datasets/mine/" + file.getKey(), file.getValue());
    }
    assertReadable("mine");

    store.delete("datasets/mine/images.gz");
    Files.write(directory.resolve("datasets/mine/labels.gz"), new byte[] {9, 9});
    assertThat(new DataSets(store).publish("mine", FILES)).isEqualTo(first);
    assertReadable("mine");
    assertThat(store.list("blobs/")).isEmpty();
  }

  private void publishUnchecked(Map<String, byte[]> files) throws IOException {
    try {
      new DataSets(store).publish("mine", files);
    } catch (CheckpointException e) {
      throw new AssertionError(e);
    }
  }

  private void assertReadable(String name) throws Exception {
    DataSetIndex index = reader.index(name);
    assertThat(reader.read(name, index.getFiles(0))).containsExactly(3, 4, 5);
    assertThat(reader.read(name, index.getFiles(1))).containsExactly(1, 2);
  }

  private static String blob(DataSetIndex index, int file) {
    String digest = index.getFiles(file).getContent().getDigest();
    return "blobs/sha256/" + digest.substring("sha256:".length());
  }

  @Test
  void aDataSetThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> reader.index("mine"))
        .isInstanceOf(NoSuchObjectException.class)
        .hasMessageContaining("datasets/mine/index.json");
  }

  @Test
  void aFileThatWasChangedIsRefused() throws Exception {
    DataSetIndex index = new DataSets(store).publish("mine", FILES);
    Files.write(directory.resolve(blob(index, 0)), new byte[] {3, 4, 6});
    assertThatThrownBy(() -> reader.read("mine", index.getFiles(0)))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith("images.gz has digest sha256:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\": 2|\"schema\": 3|index.schema is 3; this reader knows 1 and 2",
        "\"name\": \"mine\"|\"name\": \"yours\"|index.name is 'yours' in the data set 'mine'",
        "\"name\": \"images.gz\"|\"name\": \"../images.gz\"|index.files: file '../images.gz'",
        "sha256:|md5:|images.gz.digest: 'md5:",
        "\"schema\"|schema|index is not JSON",
      })
  void anIndexThatIsNotUnderstoodIsRefusedByField(String found, String put, String message)
      throws Exception {
    new DataSets(store).publish("mine", FILES);
    Path index = directory.resolve("datasets/mine/index.json");
    String text = Files.readString(index);
    assertThat(text).contains(found);
    Files.writeString(index, text.replace(found, put));
    assertThatThrownBy(() -> reader.index("mine"))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"index.json", "../labels", "a/b", ""})
  void namesOfFilesAreChecked(String file) {
    assertThatThrownBy(() -> new DataSets(store).publish("mine", Map.of(file, new byte[1])))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("file '" + file + "'");
  }
}
