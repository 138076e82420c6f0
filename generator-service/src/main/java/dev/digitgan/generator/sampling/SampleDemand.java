package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.runtime.access.ClientIdentity;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The images that a caller wants, and how long it waits for them.
 *
 * @param lease of the model to draw with; the call closes it once the engine has accepted it
 * @param client the caller: the calls of one client share its part of the queue
 * @param deadlineNanos by {@link System#nanoTime}; empty: it waits for ever
 */
public record SampleDemand(
    ImageRange range, ModelLease lease, ClientIdentity client, OptionalLong deadlineNanos) {

  /**
   * Images {@code first} to {@code first + count - 1} of the sequence of {@code seed}.
   *
   * @param digit the class to draw; empty: each image has a class of its own
   */
  public record ImageRange(long seed, long first, int count, OptionalInt digit) {
    public ImageRange {
      if (count < 1 || first < 0 || first > Long.MAX_VALUE - count) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "not a range: %d images from %d", count, first));
      }
    }
  }

  boolean isLate(long nowNanos) {
    return deadlineNanos.isPresent() && deadlineNanos.getAsLong() - nowNanos <= 0;
  }
}
