package dev.digitgan.checkpoint.run;

import java.io.IOException;

/** Says, right before a commit, whether the one who commits still may. */
public interface Fence {
  /** For those who share nothing that has an owner. */
  Fence OPEN = () -> {};

  /**
   * Returns if it does.
   *
   * @throws FencedException if not, now or ever again
   * @throws IOException if that cannot be told now
   */
  void requireHeld() throws IOException, FencedException;
}
