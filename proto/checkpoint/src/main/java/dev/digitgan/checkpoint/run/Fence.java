package dev.digitgan.checkpoint.run;

import java.io.IOException;

/** Checks, right before a commit, that the process may still commit. */
public interface Fence {
  /** A fence for objects that have no owner. */
  Fence OPEN = () -> {};

  /** Returns normally if the process may commit; FencedException if it may not, now or later. */
  void requireHeld() throws IOException, FencedException;

  /** Another process owns the run now: this one must stop without saving or publishing. */
  final class FencedException extends Exception {
    private static final long serialVersionUID = 1;

    public FencedException(String message) {
      super(message);
    }
  }
}
