package dev.digitgan.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.store.ObjectStore.UnsuitableStoreException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Stores on file systems that cannot do what writing one takes. */
final class UnsuitableDirectoryTest {
  private static final byte[] BYTES = ObjectStoreContract.bytes("1");

  @TempDir Path directory;
  private String fileSystem = "";

  @BeforeEach
  void nameTheFileSystem() throws IOException {
    fileSystem =
        "the file system of " + directory + " (" + Files.getFileStore(directory).type() + ")";
  }

  /** What a file system answers as SMB, FAT, blobfuse and some FUSE file systems do. */
  private enum Weak implements DurableFiles.Operations {
    WITHOUT_LINKS {
      @Override
      public void link(Path link, Path existing) throws IOException {
        throw new FileSystemException("" + link, "" + existing, "Operation not permitted");
      }
    },
    REPLACING_LINKS {
      @Override
      public void link(Path link, Path existing) throws IOException {
        Files.copy(existing, link, StandardCopyOption.REPLACE_EXISTING);
      }
    },
    WITHOUT_DIRECTORY_SYNC {
      @Override
      public void force(Path directory) throws IOException {
        throw new IOException("Invalid argument");
      }
    }
  }

  private ObjectStore store(Weak weak, DirectorySync sync) {
    return new DirectoryStore(directory, new DurableFiles(weak, sync));
  }

  @ParameterizedTest
  @EnumSource(Weak.class)
  void nothingIsWrittenWhereWritingIsNotSafe(Weak weak) throws IOException {
    try (ObjectStore store = store(weak, DirectorySync.FORCED)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> store.putIfAbsent("models/a", BYTES))
            .isInstanceOf(UnsuitableStoreException.class);
        assertThatThrownBy(() -> store.put("models/a", BYTES))
            .isInstanceOf(UnsuitableStoreException.class);
        assertThatThrownBy(store::tryOut).isInstanceOf(UnsuitableStoreException.class);
        assertThatThrownBy(() -> new ConditionalPutProbe(store).run())
            .isInstanceOf(UnsuitableStoreException.class);
      }
    }
    assertThat(everything()).isEmpty();
  }

  @Test
  void aFileSystemWithoutHardLinksIsNamedWithWhatToDo() throws IOException {
    Files.createDirectory(directory.resolve(".tmp"));
    try (ObjectStore store = store(Weak.WITHOUT_LINKS, DirectorySync.LEFT_OUT)) {
      assertThatThrownBy(store::tryOut)
          .hasMessage(
              fileSystem
                  + " cannot make hard links (Operation not permitted); keep the store on a local"
                  + " disk, or in a bucket: s3://bucket/prefix");
    }
  }

  @Test
  void linksThatKeepNobodyOutAreNone() {
    try (ObjectStore store = store(Weak.REPLACING_LINKS, DirectorySync.FORCED)) {
      assertThatThrownBy(store::tryOut)
          .hasMessageStartingWith(fileSystem + " lets a second hard link replace a first")
          .hasMessageEndingWith("s3://bucket/prefix");
    }
  }

  @Test
  void aFileSystemThatCannotForceADirectoryIsTakenOnRequest() throws IOException {
    try (ObjectStore store = store(Weak.WITHOUT_DIRECTORY_SYNC, DirectorySync.FORCED)) {
      assertThatThrownBy(store::tryOut)
          .hasMessage(
              fileSystem
                  + " cannot force a directory to the disk (Invalid argument), so a version that"
                  + " was published could be lost in a power failure; keep the store on a local"
                  + " disk, or in a bucket: s3://bucket/prefix, or accept that loss with"
                  + " --store-without-directory-sync (DIGITGAN_STORE_WITHOUT_DIRECTORY_SYNC=true)");
    }
    try (ObjectStore store = store(Weak.WITHOUT_DIRECTORY_SYNC, DirectorySync.LEFT_OUT)) {
      new ConditionalPutProbe(store).run();
      assertThat(store.putIfAbsent("models/a", BYTES)).isTrue();
      assertThat(store.putIfAbsent("models/a", BYTES)).isFalse();
      store.put("models/b", BYTES);
      store.delete("models/b");
      assertThat(store.list("models/")).containsExactly("models/a");
    }
  }

  @ParameterizedTest
  @EnumSource(Weak.class)
  void whoOnlyReadsAsksNothingOfIt(Weak weak) throws IOException {
    try (ObjectStore written = new DirectoryStore(directory);
        ObjectStore read = store(weak, DirectorySync.FORCED)) {
      written.put("models/a", BYTES);

      assertThat(read.read("models/a", 1)).isEqualTo(BYTES);
      assertThat(read.stat("models/a")).isPresent();
      assertThat(read.list("models/")).containsExactly("models/a");
      read.delete("models/none");
      assertThatThrownBy(() -> read.delete("models/a"))
          .isInstanceOf(UnsuitableStoreException.class);
      assertThat(read.stat("models/a")).isPresent();
    }
  }

  @Test
  void tryingAStoreThatIsNotThereLeavesNothing() throws IOException {
    try (ObjectStore store = new DirectoryStore(directory.resolve("not/yet"))) {
      store.tryOut();
    }
    assertThat(everything()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPlaceThatCannotBeWrittenToIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    try (ObjectStore store = new DirectoryStore(Path.of("/proc/self/fd/none"))) {
      assertThatThrownBy(store::tryOut)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("/proc/self/fd cannot be written to (");
    }
    try (ObjectStore store = new DirectoryStore(file.resolve("store"))) {
      assertThatThrownBy(() -> store.put("a", BYTES)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void copiesAreKeptOnAnyFileSystem() throws IOException {
    try (ObjectStore copies = DirectoryStore.ofCopies(directory)) {
      copies.tryOut();
      copies.put("models/a", BYTES);
      copies.put("models/a", ObjectStoreContract.bytes("2"));
      assertThat(copies.read("models/a", 1)).isEqualTo(ObjectStoreContract.bytes("2"));
    }
  }

  private Stream<Path> everything() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.equals(directory)).toList().stream();
    }
  }
}
