package dev.digitgan.runtime.command;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns SIGTERM and SIGINT into a request to end: the process runs until its command has cleaned
 * up, and exits with the command's own status instead of the signal's. A command that has nothing
 * to clean up ends with the signal, as any process does.
 *
 * <pre>
 *   Shutdown shutdown = Shutdown.install();
 *   shutdown.exitAfter(() -> CommandLines.execute(new ServeCommand(shutdown), args));
 * </pre>
 */
public final class Shutdown {
  private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

  private final CountDownLatch requested = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final IntConsumer halt;

  @GuardedBy("this")
  private final List<Runnable> listeners = new ArrayList<>();

  private volatile Limit limit = new Limit(Duration.ZERO, 1);
  private volatile int status;

  private record Limit(Duration time, int status) {}

  Shutdown(IntConsumer halt) {
    this.halt = halt;
  }

  /** Returns one whose hook for signals is installed. */
  public static Shutdown install() {
    Shutdown shutdown = new Shutdown(Runtime.getRuntime()::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::onSignal, "shutdown"));
    return shutdown;
  }

  /** Returns one without a hook, for tests and for services inside another program. */
  public static Shutdown withoutSignals() {
    return new Shutdown(status -> {});
  }

  /**
   * Gives the command {@code time} after a signal to clean up.
   *
   * @param haltStatus the exit status if it takes longer, and the process is halted
   */
  public void limit(Duration time, int haltStatus) {
    limit = new Limit(time, haltStatus);
  }

  /** Requests an orderly end from within the process; returns at once. */
  public synchronized void request() {
    if (!isRequested()) {
      requested.countDown();
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Calls {@code listener} when an end is requested, on the thread that requests it, or at once if
   * it was requested already. The listener must return quickly.
   */
  public synchronized void onRequest(Runnable listener) {
    if (isRequested()) {
      listener.run();
    } else {
      listeners.add(listener);
    }
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Blocks until an end is requested. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** Runs {@code command} and ends the process with the status that it returns. */
  public void exitAfter(IntSupplier command) {
    int exitStatus = 1;
    try {
      exitStatus = command.getAsInt();
    } catch (Throwable e) { // The main thread's root: other threads must not keep the process up.
      log.error("failed", e);
    }
    end(exitStatus);
    System.exit(exitStatus);
  }

  void end(int exitStatus) {
    status = exitStatus;
    ended.countDown();
  }

  /** Runs in the JVM's hook, which keeps the process alive until this returns. */
  void onSignal() {
    request();
    Limit patience = limit;
    boolean orderly = false;
    try {
      orderly = ended.await(patience.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!orderly) {
      if (patience.time().isZero()) {
        return;
      }
      log.error(
          "halting: the command did not end within {} s of the signal",
          patience.time().toSeconds());
    }
    System.out.flush();
    System.err.flush();
    // Without this the JVM reports the signal (143), even after an orderly end.
    halt.accept(orderly ? status : patience.status());
  }
}
