package dev.digitgan.trainer.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls observers, meters and reports. What they throw never ends the training run: the first
 * failure of each is logged.
 */
public final class Isolation {
  private static final Logger log = LoggerFactory.getLogger(Isolation.class);

  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  /**
   * Makes {@code call}. Catches an Error too: a report that runs out of memory or lacks a class
   * must not end the run.
   */
  public void run(String name, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      if (failed.add(name)) {
        log.error("{} failed; the run continues, and its later failures are not logged", name, e);
      }
    }
  }
}
