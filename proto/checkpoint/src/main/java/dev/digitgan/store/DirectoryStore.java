package dev.digitgan.store;

import dev.digitgan.store.DurableFiles.Operations;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files under one directory.
 *
 * <p>The store writes an object to a temporary file, forces it to the disk and hard-links it to its
 * name, which is atomic and fails if the name is taken; to overwrite, it renames instead. Then it
 * forces the directory too. What a killed writer leaves lies under {@code .tmp} and is never seen
 * as an object. The store tests the file system before its first write; reading needs no test.
 */
public final class DirectoryStore implements ObjectStore {
  private static final String TEMPORARY = ".tmp";

  private final Path root;
  private final DurableFiles files;
  private volatile boolean suitable;

  /** A store in {@code root}; the first write makes that directory. */
  public DirectoryStore(Path root) {
    this(root, DirectorySync.FORCED);
  }

  public DirectoryStore(Path root, DirectorySync sync) {
    this(root, new DurableFiles(Operations.SYSTEM, sync));
  }

  /**
   * A store of copies that one process writes. Any file system will do, but {@link #putIfAbsent}
   * keeps no two writers apart, and a power failure may lose what was written.
   */
  public static DirectoryStore ofCopies(Path root) {
    return new DirectoryStore(root, new DurableFiles(Operations.COPIES, DirectorySync.FORCED));
  }

  DirectoryStore(Path root, DurableFiles files) {
    this.root = root.toAbsolutePath().normalize();
    this.files = files;
  }

  @Override
  public void tryOut() throws IOException {
    new DirectoryProbe(root, root.resolve(TEMPORARY), files).run();
    suitable = true;
  }

  private void requireSuitable() throws IOException {
    if (!suitable) {
      tryOut();
    }
  }

  @Override
  public byte[] read(String key, long maxBytes) throws IOException {
    Path file = file(key);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        InputStream in = Channels.newInputStream(channel)) {
      if (Files.isDirectory(file)) {
        throw new NoSuchObjectException(this, key, null);
      }
      return LimitedRead.exactly(channel.size(), in, this, key, maxBytes);
    } catch (NoSuchFileException e) {
      throw new NoSuchObjectException(this, key, e);
    }
  }

  @Override
  public Optional<StoredObject> stat(String key) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file(key), BasicFileAttributes.class);
      return attributes.isRegularFile() ? Optional.of(object(key, attributes)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    Path file = file(key);
    Path directory = DurableFiles.parent(file);
    requireSuitable();
    if (Files.exists(file)) {
      // Its writer may not have forced the name yet, and our caller relies on it.
      files.force(directory);
      return false;
    }
    files.createDirectories(directory);
    Path temporary = newTemporary();
    try {
      files.write(temporary, bytes);
      files.link(file, temporary);
    } catch (FileAlreadyExistsException e) {
      files.force(directory);
      return false;
    } finally {
      Files.deleteIfExists(temporary);
    }
    try {
      files.force(directory);
    } catch (IOException e) {
      throw new OutcomeUnknownException(
          "object " + key + " in " + this + " was written, but perhaps not to the disk", e);
    }
    return true;
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    Path file = file(key);
    Path directory = DurableFiles.parent(file);
    requireSuitable();
    files.createDirectories(directory);
    Path temporary = newTemporary();
    try {
      files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    files.force(directory);
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = file(key);
    if (Files.isRegularFile(file)) {
      requireSuitable();
      Files.deleteIfExists(file);
      files.force(DurableFiles.parent(file));
    }
  }

  @Override
  public List<StoredObject> listObjects(String prefix) throws IOException {
    Path directory = root.resolve(ObjectKeys.requirePrefix(prefix));
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<StoredObject> objects = new ArrayList<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String key = root.relativize(file).toString().replace('\\', '/');
            if (attributes.isRegularFile() && ObjectKeys.isKey(key)) {
              objects.add(object(key, attributes));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // Another process has just removed it.
            }
            throw e;
          }
        });
    objects.sort(Comparator.comparing(StoredObject::key));
    return List.copyOf(objects);
  }

  @Override
  public int removeUnfinished(Instant before) throws IOException {
    Path directory = root.resolve(TEMPORARY);
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    int removedCount = 0;
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory)) {
      for (Path file : leftovers) {
        if (isOlder(file, before) && Files.deleteIfExists(file)) {
          removedCount++;
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return removedCount;
  }

  private static boolean isOlder(Path file, Instant instant) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
    } catch (NoSuchFileException e) {
      return false; // Its writer has finished.
    }
  }

  private static StoredObject object(String key, BasicFileAttributes attributes) {
    return new StoredObject(key, attributes.size(), attributes.lastModifiedTime().toInstant());
  }

  private Path newTemporary() throws IOException {
    Path directory = root.resolve(TEMPORARY);
    files.createDirectories(directory);
    return directory.resolve(UUID.randomUUID().toString());
  }

  private Path file(String key) {
    return root.resolve(ObjectKeys.requireKey(key));
  }

  @Override
  public String toString() {
    return root.toUri().toString();
  }

  @Override
  public void close() {}
}
