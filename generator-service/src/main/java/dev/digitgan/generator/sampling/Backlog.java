package dev.digitgan.generator.sampling;

import dev.digitgan.runtime.access.ClientIdentity;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the waiting images: in total, by client and by length of call. For one thread at a time.
 *
 * <p>Calls are counted by the power of two below their length, so that the work before a new call
 * is known without a look at each of them.
 */
final class Backlog {
  private static final int CLASSES = Integer.SIZE;

  private final int[] calls = new int[CLASSES];
  private final long[] images = new long[CLASSES];
  private final Map<ClientIdentity, Integer> imagesByClient = new HashMap<>();
  private int imageCount;

  void add(ClientIdentity client, int count) {
    imagesByClient.merge(client, count, Integer::sum);
    imageCount += count;
    enter(count, 1);
  }

  /** Takes {@code count} images off a call of {@code left}. */
  void remove(ClientIdentity client, int left, int count) {
    imagesByClient.computeIfPresent(
        client, (name, waiting) -> waiting == count ? null : waiting - count);
    imageCount -= count;
    enter(left, -1);
    enter(left - count, 1);
  }

  private void enter(int length, int sign) {
    if (length > 0) {
      int index = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(length);
      calls[index] += sign;
      images[index] += (long) sign * length;
    }
  }

  int imageCount() {
    return imageCount;
  }

  int imageCount(ClientIdentity client) {
    return imagesByClient.getOrDefault(client, 0);
  }

  /** Sums the images of all calls, at most {@code most} of each. */
  long imagesUpTo(int most) {
    long sum = 0;
    for (int i = 0; i < CLASSES; i++) {
      sum += Math.min(images[i], (long) calls[i] * most);
    }
    return sum;
  }
}
