package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.runtime.access.ClientIdentity;
import java.util.OptionalLong;

/**
 * What a caller wants drawn, and what it will wait for.
 *
 * @param lease of the model to draw with; the call closes it once the engine has accepted it
 * @param client who asks: calls of one client share its part of the queue
 * @param deadlineNanos by the engine's clock ({@link System#nanoTime}); empty: it waits for ever
 */
public record SampleDemand(
    ImageRange range, ModelLease lease, ClientIdentity client, OptionalLong deadlineNanos) {

  boolean isLate(long nowNanos) {
    return deadlineNanos.isPresent() && deadlineNanos.getAsLong() - nowNanos <= 0;
  }
}
