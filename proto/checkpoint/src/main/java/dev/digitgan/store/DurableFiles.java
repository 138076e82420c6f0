package dev.digitgan.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files and directories that are on the disk once a call returns. */
record DurableFiles(FileOperations operations, DirectorySync sync) {
  /** Makes the directory; the entry of each new one is forced in the one above it. */
  void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path above = parent(directory);
    createDirectories(above);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    force(above);
  }

  /** Writes a new file, whose name is not forced. */
  void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Names {@code existing} a second time; {@code FileAlreadyExistsException} if that is taken. */
  void link(Path link, Path existing) throws IOException {
    operations.link(link, existing);
  }

  /** Forces the names in {@code directory}, unless that is left out. */
  void force(Path directory) throws IOException {
    if (sync == DirectorySync.FORCED) {
      operations.force(directory);
    }
  }

  static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " has no parent");
    }
    return parent;
  }
}
