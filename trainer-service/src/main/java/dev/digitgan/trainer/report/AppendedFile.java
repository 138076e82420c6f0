package dev.digitgan.trainer.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows by whole pieces: each write first cuts off what a failed one left behind. For
 * one thread.
 */
public final class AppendedFile {
  private final Path file;
  private long sizeBytes;

  /**
   * @param file an existing file
   * @param sizeBytes the length of the whole pieces in it
   */
  public AppendedFile(Path file, long sizeBytes) {
    this.file = file;
    this.sizeBytes = sizeBytes;
  }

  /** Appends {@code piece}; if that fails, the next call removes what was written of it. */
  public void append(byte[] piece) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.size() < sizeBytes) {
        throw new IOException(file + " has become shorter");
      }
      channel.truncate(sizeBytes);
      channel.position(sizeBytes);
      ByteBuffer rest = ByteBuffer.wrap(piece);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }
    sizeBytes += piece.length;
  }
}
