package dev.digitgan.generator.watch;

import com.sun.jna.Function;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the operating system's priority of a thread, which Java's own does not change on Linux.
 * There each thread has a nice value, {@code setpriority(PRIO_PROCESS, 0, n)} sets the calling
 * thread's, and the threads that it starts inherit it.
 */
final class ThreadPriority {
  private static final Logger log = LoggerFactory.getLogger(ThreadPriority.class);
  private static final int PRIO_PROCESS = 0;
  private static final int CALLING_THREAD = 0;

  /** A nice value that gets a tenth of a core that a thread at 0 also wants. */
  static final int LOW = 10;

  private ThreadPriority() {}

  /** Lowers the calling thread's priority for good, if the system allows it. */
  static void lower() {
    if (!Platform.isLinux()) {
      log.debug("loading at normal priority: threads have no priority of their own here");
      return;
    }
    try {
      Function setpriority = Function.getFunction("c", "setpriority");
      int status = setpriority.invokeInt(new Object[] {PRIO_PROCESS, CALLING_THREAD, LOW});
      if (status != 0) {
        log.debug("loading at normal priority: setpriority returned {}", status);
      }
    } catch (LinkageError | RuntimeException e) {
      log.debug("loading at normal priority", e);
    }
  }
}
