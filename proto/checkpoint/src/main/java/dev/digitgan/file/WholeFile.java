package dev.digitgan.file;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes files that appear whole or not at all. Who may read them is up to the process's umask, as
 * it is for any other file; Java's own temporary files are for their owner alone.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Puts {@code content} in the place of {@code file}, whose directory is there. Whoever reads it
   * finds the old or the new content. A process that is killed may leave a hidden file that ends
   * with ".tmp".
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

  /**
   * Part of a file's name that nobody else has or foresees. With {@link
   * StandardOpenOption#CREATE_NEW} it makes a temporary file in a directory that others write to.
   */
  public static String unguessable() {
    return UUID.randomUUID().toString();
  }
}
