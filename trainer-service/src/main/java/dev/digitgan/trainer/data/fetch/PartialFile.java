package dev.digitgan.trainer.data.fetch;

import dev.digitgan.file.WholeFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An incomplete download: {@code <target>.part}, which a later run continues, guarded by {@code
 * <target>.lock}. While another process holds the lock, or if another user owns it, this is a
 * private file, which {@link #close} removes.
 */
final class PartialFile implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(PartialFile.class);

  private final Path target;
  private final Path path;
  private final FileChannel channel;
  private final @Nullable FileChannel lock;
  private long sizeBytes;

  private PartialFile(
      Path target, Path path, FileChannel channel, @Nullable FileChannel lock, long sizeBytes) {
    this.target = target;
    this.path = path;
    this.channel = channel;
    this.lock = lock;
    this.sizeBytes = sizeBytes;
  }

  /** Opens the partial file of {@code target}, and creates the directory if needed. */
  static PartialFile of(Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new FileSystemException(target.toString(), null, "has no directory");
    }
    Files.createDirectories(directory);
    Optional<PartialFile> shared = shared(target, directory);
    return shared.isPresent() ? shared.get() : own(target, directory);
  }

  private static PartialFile own(Path target, Path directory) throws IOException {
    String name = target.getFileName() + "." + WholeFile.unguessable() + ".part";
    Path path = directory.resolve(name);
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new PartialFile(target, path, channel, null, 0);
  }

  /** The shared file; empty if it cannot be locked. */
  private static Optional<PartialFile> shared(Path target, Path directory) {
    try {
      FileChannel lock =
          FileChannel.open(
              directory.resolve(target.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      try {
        if (lock.tryLock() != null) {
          return Optional.of(continued(target, directory, lock));
        }
      } catch (IOException | OverlappingFileLockException e) {
        log.debug("not shared: {}", target, e);
      }
      lock.close();
    } catch (IOException e) {
      log.debug("not shared: {}", target, e);
    }
    return Optional.empty();
  }

  private static PartialFile continued(Path target, Path directory, FileChannel lock)
      throws IOException {
    Path path = directory.resolve(target.getFileName() + ".part");
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long sizeBytes = channel.size();
    channel.position(sizeBytes);
    return new PartialFile(target, path, channel, lock, sizeBytes);
  }

  Path path() {
    return path;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      sizeBytes += channel.write(bytes);
    }
  }

  void clear() throws IOException {
    channel.truncate(0);
    sizeBytes = 0;
  }

  /**
   * Replaces the target atomically and durably; throws {@link FileSystemException} if it cannot.
   */
  void commit() throws IOException {
    channel.force(true);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    try (lock;
        channel) {
      if (lock == null || sizeBytes == 0) {
        Files.deleteIfExists(path);
      }
    }
  }
}
