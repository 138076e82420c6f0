package dev.digitgan.trainer.report;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries what a run can do without, and logs when it stops succeeding. For one thread. */
public final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final String what;
  private boolean failing;

  /** What may fail. */
  public interface Attempt {
    void make() throws IOException;
  }

  /**
   * @param what as it follows "cannot"
   */
  public Attempts(String what) {
    this.what = what;
  }

  /** What goes wrong in it is logged and goes no further. */
  public void make(Attempt attempt) {
    try {
      attempt.make();
      failing = false;
    } catch (IOException e) {
      failed("cannot {}: {}; the run goes on", e.toString());
    } catch (RuntimeException e) {
      failed("cannot {}; the run goes on", e);
    }
  }

  private void failed(String message, Object reason) {
    if (!failing) {
      log.warn(message, what, reason);
    }
    failing = true;
  }
}
