package dev.digitgan.store;

import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Reads streams into arrays of limited size. */
public final class LimitedRead {
  private static final long LARGEST_ARRAY_BYTES = Integer.MAX_VALUE - 8;

  private LimitedRead() {}

  /**
   * All of {@code in}, whose sender announced {@code sizeBytes}; nothing is read if that is more
   * than {@code maxBytes}.
   */
  public static byte[] exactly(
      long sizeBytes, InputStream in, ObjectStore store, String key, long maxBytes)
      throws IOException {
    if (sizeBytes > Math.min(maxBytes, LARGEST_ARRAY_BYTES)) {
      throw new ObjectTooLargeException(store, key, maxBytes);
    }
    byte[] bytes = new byte[(int) sizeBytes];
    if (in.readNBytes(bytes, 0, bytes.length) < bytes.length || in.read() >= 0) {
      throw new EOFException(
          String.format(
              Locale.ROOT, "object %s in %s does not hold its %d bytes", key, store, sizeBytes));
    }
    return bytes;
  }

  /** All of {@code in}, whose sender announced no size. */
  public static byte[] upTo(long maxBytes, InputStream in, ObjectStore store, String key)
      throws IOException {
    byte[] bytes = in.readNBytes((int) Math.min(maxBytes, LARGEST_ARRAY_BYTES));
    if (in.read() >= 0) {
      throw new ObjectTooLargeException(store, key, maxBytes);
    }
    return bytes;
  }
}
