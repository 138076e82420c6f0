package dev.digitgan.trainer.report;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that grows by whole pieces: what a write that failed left behind is cut off by the next.
 * For one thread.
 */
public final class AppendedFile {
  private final Path file;
  private long sizeBytes;

  /**
   * A file that is there.
   *
   * @param sizeBytes of what is whole in it
   */
  public AppendedFile(Path file, long sizeBytes) {
    this.file = file;
    this.sizeBytes = sizeBytes;
  }

  /** All of {@code piece}, or nothing that the next call would not remove. */
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
