package dev.digitgan.store;

import dev.digitgan.file.WholeFile;
import dev.digitgan.store.ObjectStore.UnsuitableStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tests that a directory's file system offers what a store in it needs. The probe writes two hidden
 * files and removes them: in {@code temporary}, below {@code root}, if that exists; else in {@code
 * root} or its nearest ancestor that exists.
 */
record DirectoryProbe(Path root, Path temporary, DurableFiles files) {
  private static final byte[] CONTENT = {1};

  private static final String INSTEAD =
      "; keep the store on a local disk, or in a bucket: s3://bucket/prefix";

  /** Runs the test; UnsuitableStoreException names the file system and a remedy. */
  void run() throws IOException {
    Path directory = existing(root);
    Path place = Files.isDirectory(temporary) ? temporary : directory;
    String name = ".probe-" + WholeFile.unguessable();
    Path link = place.resolve(name);
    Path first = place.resolve(name + "-1");
    Path second = place.resolve(name + "-2");
    try {
      write(directory, first);
      write(directory, second);
      link(directory, link, first, second);
      force(directory);
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(first);
      Files.deleteIfExists(second);
    }
  }

  private void write(Path directory, Path file) throws IOException {
    try {
      files.write(file, CONTENT);
    } catch (IOException e) {
      throw new IOException(directory + " cannot be written to (" + reason(e) + ")", e);
    }
  }

  private static Path existing(Path directory) {
    Path found = directory;
    while (!Files.isDirectory(found)) {
      found = DurableFiles.parent(found);
    }
    return found;
  }

  private void link(Path directory, Path name, Path first, Path second) throws IOException {
    try {
      files.link(name, first);
    } catch (IOException | UnsupportedOperationException e) {
      throw unsuitable(directory, "cannot make hard links", e, "", INSTEAD);
    }
    try {
      files.link(name, second);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    throw new UnsuitableStoreException(
        fileSystem(directory)
            + " lets a second hard link replace a first, so two trainers could overwrite each other"
            + INSTEAD,
        null);
  }

  private void force(Path directory) throws IOException {
    try {
      files.force(directory);
    } catch (IOException e) {
      throw unsuitable(
          directory,
          "cannot force a directory to the disk",
          e,
          ", so a version that was published could be lost in a power failure",
          INSTEAD
              + ", or accept that loss with "
              + DirectorySync.OPTION
              + " ("
              + DirectorySync.VARIABLE
              + "=true)");
    }
  }

  private static UnsuitableStoreException unsuitable(
      Path directory, String what, Exception cause, String consequence, String remedy) {
    return new UnsuitableStoreException(
        fileSystem(directory) + " " + what + " (" + reason(cause) + ")" + consequence + remedy,
        cause);
  }

  private static String fileSystem(Path directory) {
    String type;
    try {
      type = Files.getFileStore(directory).type();
    } catch (IOException e) {
      type = "of a kind that cannot be found out";
    }
    return "the file system of " + directory + " (" + type + ")";
  }

  /** The reason without the names of the probe's own files. */
  private static String reason(Exception e) {
    if (e instanceof AccessDeniedException) {
      return "access is denied";
    }
    if (e instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
