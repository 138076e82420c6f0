package dev.digitgan.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that appear whole or not at all. The process's umask decides who may read them, as
 * for any other file; only their owner can read Java's own temporary files.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Replaces the content of {@code file}, whose directory exists. A reader finds the old or the new
   * content. A killed process may leave a hidden file that ends with ".tmp".
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    Path temporary = directory.resolve("." + unguessable() + ".tmp");
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A unique name that no other user can predict, for a file in a directory that others share. */
  public static String unguessable() {
    return UUID.randomUUID().toString();
  }
}
