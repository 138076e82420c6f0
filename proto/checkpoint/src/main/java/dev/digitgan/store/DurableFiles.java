package dev.digitgan.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Files and directories that are on the disk once a call returns. */
record DurableFiles(Operations operations, DirectorySync sync) {
  /** What a store in a directory needs of a file system; not every file system offers it. */
  interface Operations {
    /** The operations of this machine's file systems. */
    Operations SYSTEM = new Operations() {};

    /**
     * Operations that any file system offers, for files that may be lost and that only one process
     * writes. A link is a copy, which may be incomplete.
     */
    Operations COPIES =
        new Operations() {
          @Override
          public void link(Path link, Path existing) throws IOException {
            Files.copy(existing, link);
          }

          @Override
          public void force(Path directory) {}
        };

    /** Gives {@code existing} a second name; FileAlreadyExistsException if that is taken. */
    default void link(Path link, Path existing) throws IOException {
      Files.createLink(link, existing);
    }

    /** Forces the names in {@code directory} to the disk. */
    default void force(Path directory) throws IOException {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /** Makes the directory and its parents, and forces the name of each new one. */
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

  /** Writes a new file and forces its content, but not its name. */
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

  void link(Path link, Path existing) throws IOException {
    operations.link(link, existing);
  }

  /** Forces the names in {@code directory}, unless {@link #sync} leaves that out. */
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
