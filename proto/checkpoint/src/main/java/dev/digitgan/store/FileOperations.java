package dev.digitgan.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a store in a directory asks of a file system, and not every file system can. */
interface FileOperations {
  /** This machine's file systems. */
  FileOperations SYSTEM =
      new FileOperations() {
        @Override
        public void link(Path link, Path existing) throws IOException {
          Files.createLink(link, existing);
        }

        @Override
        public void force(Path directory) throws IOException {
          try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
          }
        }
      };

  /**
   * For files that may be lost and that one process writes: any file system can do these. A link is
   * a copy, which may be half made.
   */
  FileOperations COPIES =
      new FileOperations() {
        @Override
        public void link(Path link, Path existing) throws IOException {
          Files.copy(existing, link);
        }

        @Override
        public void force(Path directory) {}
      };

  /** Names {@code existing} a second time; {@code FileAlreadyExistsException} if that is taken. */
  void link(Path link, Path existing) throws IOException;

  /** Forces the names in {@code directory} to the disk. */
  void force(Path directory) throws IOException;
}
