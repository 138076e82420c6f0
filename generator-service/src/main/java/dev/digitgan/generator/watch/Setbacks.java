package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
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
 * The versions that could not be loaded, and when to try each again: one that may still come later
 * and later, one that is wrong never, or once what is wrong with it was written again. Reads
 * nothing itself. For one thread.
 */
public final class Setbacks {
  private final PollSchedule schedule;
  private final LongSupplier nanoTime;
  private final Map<Version, Setback> setbacks = new HashMap<>();

  /**
   * @param schedule of a version that may still come, by how often it did not
   * @param nanoTime as {@link System#nanoTime}
   */
  public Setbacks(PollSchedule schedule, LongSupplier nanoTime) {
    this.schedule = schedule;
    this.nanoTime = nanoTime;
  }

  /** What a version's failure means for the next look at it. */
  enum Kind {
    /** A part is missing or short, and may still come. */
    INCOMPLETE,
    /** A part could not be read, as may pass. */
    UNREADABLE,
    /** This process could not load it now. */
    FAILING,
    /** It is not what it has to be, and stays so. */
    WRONG;

    static Kind of(Exception failure) {
      if (failure instanceof CheckpointException refused) {
        return of(refused);
      }
      return failure instanceof IOException ? UNREADABLE : FAILING;
    }

    /** Two types are all that there are, which the compiler knows. */
    private static Kind of(CheckpointException refused) {
      return refused instanceof IncompleteCheckpointException ? INCOMPLETE : WRONG;
    }

    boolean mayPass() {
      return this != WRONG;
    }
  }

  /**
   * One version's.
   *
   * @param failureCount since it is of this kind
   * @param sinceNanos when it last began to be one that may pass
   * @param againNanos when to look again, if it may pass
   * @param damaged what has to be written again before one that is wrong is tried again
   */
  private record Setback(
      Kind kind,
      int failureCount,
      long sinceNanos,
      long againNanos,
      Optional<StoredObject> damaged) {}

  /** Whether now is the time to try {@code version}; true of one that never failed. */
  boolean due(Version version) {
    Setback setback = setbacks.get(version);
    return setback == null
        || (setback.kind.mayPass() && nanoTime.getAsLong() - setback.againNanos >= 0);
  }

  /**
   * The object that has to be another one now for {@code version} to be tried again; empty where it
   * is not time to look, or no object would help.
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
   * @return whether that is news: it did not fail before, or did in another way
   */
  boolean failed(Version version, Exception failure) {
    Kind kind = Kind.of(failure);
    Setback before = setbacks.get(version);
    int count = before == null || before.kind != kind ? 1 : before.failureCount + 1;
    long now = nanoTime.getAsLong();
    long since =
        before != null && before.kind.mayPass() && kind.mayPass() ? before.sinceNanos : now;
    Optional<StoredObject> damaged =
        failure instanceof WrongCheckpointException wrong ? wrong.damaged() : Optional.empty();
    setbacks.put(
        version, new Setback(kind, count, since, now + schedule.delay(count).toNanos(), damaged));
    return count == 1;
  }

  /** Remembers that {@code damaged} is what it was when {@code version} was found to be wrong. */
  void stillDamaged(Version version) {
    Setback setback = setbacks.get(version);
    if (setback != null) {
      int count = setback.failureCount + 1;
      long again = nanoTime.getAsLong() + schedule.delay(count).toNanos();
      setbacks.put(
          version, new Setback(setback.kind, count, setback.sinceNanos, again, setback.damaged));
    }
  }

  /** Has all that may pass be due now. */
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

  /** Forgets what might have passed of all others than {@code candidates}. */
  void keep(Collection<Version> candidates) {
    setbacks
        .entrySet()
        .removeIf(entry -> entry.getValue().kind.mayPass() && !candidates.contains(entry.getKey()));
  }

  /** Whether {@code version} has failed, in a way that may pass. */
  boolean awaited(Version version) {
    Setback setback = setbacks.get(version);
    return setback != null && setback.kind.mayPass();
  }

  /** For how long what may still come has been waited for, at most; zero: nothing is. */
  Duration longestWait() {
    long now = nanoTime.getAsLong();
    return setbacks.values().stream()
        .filter(setback -> setback.kind.mayPass())
        .map(setback -> Duration.ofNanos(now - setback.sinceNanos))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
