package dev.digitgan.trainer.report;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Attempts what a run can do without, and logs the first failure in a row. For one thread. */
public final class Attempts {
  private static final Logger log = LoggerFactory.getLogger(Attempts.class);

  private final String what;
  private boolean failing;

  public interface Attempt {
    void make() throws IOException;
  }

  /**
   * @param what the words after "cannot"
   */
  public Attempts(String what) {
    this.what = what;
  }

  /** Makes {@code attempt}, and throws nothing. */
  public void make(Attempt attempt) {
    try {
      attempt.make();
      failing = false;
    } catch (IOException e) {
      failed("cannot {}: {}; the run continues", e.toString());
    } catch (RuntimeException e) {
      failed("cannot {}; the run continues", e);
    }
  }

  private void failed(String message, Object reason) {
    if (!failing) {
      log.warn(message, what, reason);
    }
    failing = true;
  }
}
