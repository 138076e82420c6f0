package dev.digitgan.generator.watch;

import com.sun.jna.Function;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.ModelDescription;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the C library return the free memory of its heaps to the system after each load, not only
 * at their ends: the temporaries of the calibration, which are never quite where the previous ones
 * were, and the model that was served before. Requests map what they need again, once.
 *
 * <p>Runs on the watcher's thread: each heap is locked for some milliseconds, and a low-priority
 * thread that waits for a core meanwhile would block those that draw.
 */
public final class NativeHeapTrim implements SwapListener {
  private static final Logger log = LoggerFactory.getLogger(NativeHeapTrim.class);

  @Override
  public void served(ModelDescription model, Duration loadTime) {
    trim();
  }

  @Override
  public void refused(Version version) {
    trim();
  }

  @Override
  public void failed(Version version) {
    trim();
  }

  /** Does nothing without glibc: no other C library has the function. */
  static void trim() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      long begin = System.nanoTime();
      int given =
          Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
      log.debug(
          "memory was {} back to the system in {} us",
          given == 1 ? "given" : "not given",
          (System.nanoTime() - begin) / 1_000);
    } catch (LinkageError | RuntimeException e) {
      log.debug("cannot give memory back to the system between loads", e);
    }
  }
}
