package dev.digitgan.generator.watch;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's priority of a thread, which Java's own does not set on Linux. There each
 * thread has a nice value, and {@code setpriority(PRIO_PROCESS, 0, n)} is about the calling one.
 * Threads that it starts begin with the same value.
 */
final class ThreadPriority {
  private static final Logger log = LoggerFactory.getLogger(ThreadPriority.class);
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;

  /** Weighs a tenth of a thread at 0 when both want the same core. */
  static final int LOW = 10;

  private ThreadPriority() {}

  /** Has the calling thread yield to others, for good; where that cannot be, goes on as before. */
  static void lower() {
    if (!Platform.isLinux()) {
      log.debug("loading at normal priority: no thread has one of its own here");
      return;
    }
    try {
      Function setpriority = Function.getFunction("c", "setpriority");
      int status = setpriority.invokeInt(new Object[] {PRIO_PROCESS, CALLING_THREAD, LOW});
      if (status != 0) {
        log.debug("loading at normal priority: setpriority answers {}", status);
      }
    } catch (LinkageError | RuntimeException e) {
      log.debug("loading at normal priority", e);
    }
  }
}
