package dev.digitgan.trainer.data.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A download that is not done: {@code <target>.part}, which a later run continues, guarded by
 * {@code <target>.lock}. While another process holds that lock this is a file of our own, which
 * {@link #close} removes.
 */
final class PartialFile implements Closeable {
  private final Path target;
  private final Path path;
  private final FileChannel channel;
  private final FileChannel lockChannel;
  private final boolean isShared;
  private long sizeBytes;

  private PartialFile(
      Path target, Path path, FileChannel channel, FileChannel lockChannel, boolean isShared) {
    this.target = target;
    this.path = path;
    this.channel = channel;
    this.lockChannel = lockChannel;
    this.isShared = isShared;
  }

  /** Makes the target's directory if need be. */
  static PartialFile of(Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(target + " has no directory");
    }
    Files.createDirectories(directory);
    FileChannel lockChannel =
        FileChannel.open(
            directory.resolve(target.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      boolean shared = tryLock(lockChannel) != null;
      Path path =
          shared
              ? directory.resolve(target.getFileName() + ".part")
              : Files.createTempFile(directory, target.getFileName() + ".", ".part");
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      PartialFile file = new PartialFile(target, path, channel, lockChannel, shared);
      file.sizeBytes = channel.size();
      channel.position(file.sizeBytes);
      return file;
    } catch (IOException e) {
      lockChannel.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by another thread of this process
    }
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

  /** Puts the file in the target's place, at once and durably. */
  void commit() throws IOException {
    channel.force(true);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    try (lockChannel;
        channel) {
      if (!isShared || sizeBytes == 0) {
        Files.deleteIfExists(path);
      }
    }
  }
}
