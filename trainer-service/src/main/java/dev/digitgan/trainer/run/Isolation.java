package dev.digitgan.trainer.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls observers, meters and reports. What one of them throws never ends the training run: it is
 * logged, once for each of them.
 */
public final class Isolation {
  private static final Logger log = LoggerFactory.getLogger(Isolation.class);

  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  /**
   * Makes {@code call}. An Error is caught too: a report that runs out of memory or lacks a class
   * ends no run either.
   *
   * @param name of what is called, for the log
   */
  public void run(String name, Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      if (failed.add(name)) {
        log.error("{} failed; the run continues, and later failures of it are not logged", name, e);
      }
    }
  }
}
