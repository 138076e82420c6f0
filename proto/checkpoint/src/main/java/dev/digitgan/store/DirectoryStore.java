package dev.digitgan.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Objects as files under one directory.
 *
 * <p>An object is written to a temporary file, forced to the disk, and hard-linked to its name,
 * which is atomic and fails if the name is taken; then the directory is forced too. What a killed
 * writer leaves lies under {@code .tmp} and is never seen as an object.
 */
public final class DirectoryStore implements ObjectStore {
  private static final String TEMPORARY = ".tmp";

  private final Path root;

  /** A store in {@code root}, which is made if it is not there and written to. */
  public DirectoryStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    Path file = file(key);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(limit(maxBytes));
      if (bytes.length > maxBytes) {
        throw new ObjectTooLargeException(toString(), key, maxBytes);
      }
      return bytes;
    } catch (NoSuchFileException e) {
      NoSuchObjectException missing = new NoSuchObjectException(toString(), key);
      missing.initCause(e);
      throw missing;
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    Path file = file(key);
    Path directory = parent(file);
    if (Files.exists(file)) {
      // Whoever wrote it may not have come to this yet, and our caller builds on it.
      force(directory);
      return false;
    }
    createDirectories(directory);
    Path temporary = root.resolve(TEMPORARY).resolve(UUID.randomUUID().toString());
    createDirectories(parent(temporary));
    try {
      writeDurably(temporary, bytes);
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException e) {
      force(directory);
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(directory);
    return true;
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    Path directory = root.resolve(ObjectKeys.requirePrefix(prefix));
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static int limit(long maxBytes) {
    return (int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8);
  }

  private Path file(String key) {
    return root.resolve(ObjectKeys.requireKey(key));
  }

  private static Path parent(Path file) {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IllegalArgumentException(file + " has no parent");
    }
    return parent;
  }

  /** Makes the directory; the entry of each new one is forced in the one above it. */
  private static void createDirectories(Path directory) throws IOException {
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

  private static void writeDurably(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public String toString() {
    return root.toUri().toString();
  }

  @Override
  public void close() {}
}
