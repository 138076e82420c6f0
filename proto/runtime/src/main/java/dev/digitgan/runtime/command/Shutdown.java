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
 * SIGTERM and SIGINT as a request to end: the process goes on until its command has put things in
 * order, and exits with the command's own status instead of the signal's. A command that has
 * nothing to put in order ends with the signal, as any process does.
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

  /** Installs the hook. */
  public static Shutdown install() {
    Shutdown shutdown = new Shutdown(Runtime.getRuntime()::halt);
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::onSignal, "shutdown"));
    return shutdown;
  }

  /** Without a hook: for tests, and for services inside another program. */
  public static Shutdown withoutSignals() {
    return new Shutdown(status -> {});
  }

  /**
   * Called by a command that has things to put in order.
   *
   * @param time from the signal after which the process is halted, in order or not; it has failed
   *     then
   */
  public void limit(Duration time) {
    limit(time, 1);
  }

  /**
   * As {@link #limit(Duration)}, for a command that a signal may end without failing it.
   *
   * @param haltStatus the exit status of a process that is halted
   */
  public void limit(Duration time, int haltStatus) {
    limit = new Limit(time, haltStatus);
  }

  /** Asks for an orderly end from within; returns at once. */
  public synchronized void request() {
    if (!isRequested()) {
      requested.countDown();
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * {@code listener} is called once an end is asked for, by the thread that asks; at once where
   * that was before. To return quickly.
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

  /** Blocks until an end is asked for. */
  public void await() throws InterruptedException {
    requested.await();
  }

  /** False when {@code timeout} passed before an end was asked for. */
  public boolean await(Duration timeout) throws InterruptedException {
    return requested.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Runs {@code command} and ends the process with the status that it returns. */
  public void exitAfter(IntSupplier command) {
    int exitStatus = 1;
    try {
      exitStatus = command.getAsInt();
    } catch (
        Throwable
            e) { // The main thread's root: threads that live on must not keep a broken process up.
      log.error("failed", e);
    }
    end(exitStatus);
    System.exit(exitStatus);
  }

  void end(int exitStatus) {
    status = exitStatus;
    ended.countDown();
  }

  /** Runs in the JVM's hook, which keeps the process alive for as long as it takes. */
  void onSignal() {
    request();
    Limit patience = limit;
    boolean inOrder = false;
    try {
      inOrder = ended.await(patience.time().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!inOrder) {
      if (patience.time().isZero()) {
        return;
      }
      log.error("not in order {} s after the signal: halting", patience.time().toSeconds());
    }
    System.out.flush();
    System.err.flush();
    // Without this the JVM reports the signal (143), however well things ended.
    halt.accept(inOrder ? status : patience.status());
  }
}
