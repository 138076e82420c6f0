package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The versions that could not be loaded, and when to try each again: less and less often if the
 * failure may pass; for a wrong version never, or once its damaged object was rewritten. Reads
 * nothing itself. For one thread.
 */
public final class Setbacks {
  private final PollSchedule schedule;
  private final LongSupplier nanoTime;
  private final Map<Version, Setback> setbacks = new HashMap<>();

  /**
   * @param schedule of one version, by how often it has failed
   * @param nanoTime {@link System#nanoTime} or a substitute
   */
  public Setbacks(PollSchedule schedule, LongSupplier nanoTime) {
    this.schedule = schedule;
    this.nanoTime = nanoTime;
  }

  /** What a version's failure means for the next try. */
  enum Kind {
    /** A part is missing or short, and may still arrive. */
    INCOMPLETE,
    /** A part could not be read, which may pass. */
    UNREADABLE,
    /** This process could not load it, which may pass. */
    FAILING,
    /** It is invalid and stays so. */
    WRONG;

    static Kind of(Exception failure) {
      if (failure instanceof CheckpointException) {
        return failure instanceof CheckpointException.Incomplete ? INCOMPLETE : WRONG;
      }
      return failure instanceof IOException ? UNREADABLE : FAILING;
    }

    boolean mayPass() {
      return this != WRONG;
    }
  }

  /**
   * The failures of one version.
   *
   * @param failureCount failures of this kind in a row
   * @param sinceNanos when failures that may pass began
   * @param againNanos when to try again
   * @param damaged the object that must be rewritten before a wrong version is tried again
   */
  private record Setback(
      Kind kind,
      int failureCount,
      long sinceNanos,
      long againNanos,
      Optional<StoredObject> damaged) {}

  /** Returns whether to try {@code version} now; true if it has never failed. */
  boolean due(Version version) {
    Setback setback = setbacks.get(version);
    return setback == null
        || (setback.kind.mayPass() && nanoTime.getAsLong() - setback.againNanos >= 0);
  }

  /**
   * Returns the object that must have changed for {@code version} to be tried again; empty if it is
   * too early to look, or if no object would help.
   */
  Optional<StoredObject> damaged(Version version) {
    Setback setback = setbacks.get(version);
    return setback == null || nanoTime.getAsLong() - setback.againNanos < 0
        ? Optional.empty()
        : setback.damaged;
  }

  /**
   * Remembers that {@code version} could not be loaded.
   *
   * @return whether that is news: it did not fail before, or failed in another way
   */
  boolean failed(Version version, Exception failure) {
    Kind kind = Kind.of(failure);
    Setback before = setbacks.get(version);
    int count = before == null || before.kind != kind ? 1 : before.failureCount + 1;
    long now = nanoTime.getAsLong();
    long since =
        before != null && before.kind.mayPass() && kind.mayPass() ? before.sinceNanos : now;
    Optional<StoredObject> damaged =
        failure instanceof CheckpointException.Wrong wrong ? wrong.damaged() : Optional.empty();
    setbacks.put(
        version, new Setback(kind, count, since, now + schedule.delay(count).toNanos(), damaged));
    return count == 1;
  }

  /** Remembers that the damaged object of {@code version} has not changed. */
  void stillDamaged(Version version) {
    Setback setback = setbacks.get(version);
    if (setback != null) {
      int count = setback.failureCount + 1;
      long again = nanoTime.getAsLong() + schedule.delay(count).toNanos();
      setbacks.put(
          version, new Setback(setback.kind, count, setback.sinceNanos, again, setback.damaged));
    }
  }

  /** Makes all versions whose failure may pass due now. */
  void retry() {
    long now = nanoTime.getAsLong();
    setbacks.replaceAll(
        (version, setback) ->
            setback.kind.mayPass()
                ? new Setback(
                    setback.kind, setback.failureCount, setback.sinceNanos, now, setback.damaged)
                : setback);
  }

  void forget(Version version) {
    setbacks.remove(version);
  }

  /** Forgets failures that may pass, except those of {@code candidates}. */
  void keep(Collection<Version> candidates) {
    setbacks
        .entrySet()
        .removeIf(entry -> entry.getValue().kind.mayPass() && !candidates.contains(entry.getKey()));
  }

  boolean awaited(Version version) {
    Setback setback = setbacks.get(version);
    return setback != null && setback.kind.mayPass();
  }

  /** Returns how long the longest-awaited version has been awaited; zero if there is none. */
  Duration longestWait() {
    long now = nanoTime.getAsLong();
    return setbacks.values().stream()
        .filter(setback -> setback.kind.mayPass())
        .map(setback -> Duration.ofNanos(now - setback.sinceNanos))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
