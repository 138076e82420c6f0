package dev.digitgan.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads streams into arrays no larger than their reader is prepared for. */
public final class LimitedRead {
  private static final long LARGEST_ARRAY_BYTES = Integer.MAX_VALUE - 8;

  private LimitedRead() {}

  /**
   * All of {@code in}, which says that it holds {@code sizeBytes}.
   *
   * @throws ObjectTooLargeException if that is more than {@code maxBytes}; nothing is read then
   * @throws EOFException if it holds fewer or more
   */
  public static byte[] exactly(
      long sizeBytes, InputStream in, ObjectStore store, String key, long maxBytes)
      throws IOException {
    if (sizeBytes > Math.min(maxBytes, LARGEST_ARRAY_BYTES)) {
      throw new ObjectTooLargeException(store.toString(), key, maxBytes);
    }
    byte[] bytes = new byte[(int) sizeBytes];
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
      throw new EOFException(
          String.format(
              Locale.ROOT,
              "object %s in %s does not hold the %d bytes that it has there",
              key,
              store,
              sizeBytes));
    }
    return bytes;
  }

  /** All of {@code in}, which does not say how much it holds. */
  public static byte[] upTo(long maxBytes, InputStream in, ObjectStore store, String key)
      throws IOException {
    long limit = Math.min(maxBytes, LARGEST_ARRAY_BYTES);
    byte[] bytes = in.readNBytes((int) limit);
    if (in.read() >= 0) {
      throw new ObjectTooLargeException(store.toString(), key, maxBytes);
    }
    return bytes;
  }
}
