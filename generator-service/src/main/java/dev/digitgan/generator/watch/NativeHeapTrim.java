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
 * Has the C library give back, after each load, what is free in its heaps, and not only at their
 * ends: the temporaries of the calibration, whose places are never quite those of the ones before,
 * and the model that was served before. What requests need again of it is mapped anew, once.
 *
 * <p>On the watcher's thread: each heap is locked for some milliseconds, and a thread of low
 * priority that waits for a core meanwhile would keep those that draw waiting.
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

  /** Does nothing where the C library is not GNU's: no other has the function. */
  static void trim() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      long begin = System.nanoTime();
      int given =
          Function.getFunction("c", "malloc_trim").invokeInt(new Object[] {new NativeLong(0)});
      log.debug(
          "memory was {} back to the system, in {} us",
          given == 1 ? "given" : "not given",
          (System.nanoTime() - begin) / 1_000);
    } catch (LinkageError | RuntimeException e) {
      log.debug("no memory is given back to the system between loads", e);
    }
  }
}
