package dev.digitgan.runtime.tracing;

/**
 * The trace of one call, in which a service records its parts. Any thread may record, until shortly
 * after the call has ended. If tracing is off or the call is not sampled, this does nothing.
 */
public interface CallTrace {
  /** The trace of the call that this thread's handler is in. Other threads need a reference. */
  static CallTrace current() {
    return CallTracer.TRACE.get();
  }

  /**
   * Records a part of the call, as a child span of the call's.
   *
   * @param name one of few: "queue", "engine"
   * @param startNanos by {@link System#nanoTime}
   */
  default void part(String name, long startNanos, long endNanos) {}

  /** Returns whether {@link #part} records anything. */
  default boolean isRecording() {
    return false;
  }
}
