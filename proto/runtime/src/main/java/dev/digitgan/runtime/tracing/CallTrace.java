package dev.digitgan.runtime.tracing;

/**
 * The trace of one call, for a service to tell what the call's time went to. Any thread may tell,
 * until shortly after the call has ended. Where tracing is off or the call is not sampled, telling
 * costs nothing.
 */
public interface CallTrace {
  /** Of the call that this thread's handler is in; other threads must be handed it. */
  static CallTrace current() {
    return CallTraces.KEY.get();
  }

  /**
   * A part of the call, as a span below the call's.
   *
   * @param name low in number: "queue", "engine"
   * @param startNanos by {@link System#nanoTime}
   */
  void part(String name, long startNanos, long endNanos);

  /** Whether {@link #part} goes anywhere. */
  boolean isRecording();
}
