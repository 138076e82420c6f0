package dev.digitgan.generator.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.LoadedModel;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads all versions on one dedicated thread, at low priority while a model is served.
 *
 * <p>The C library gives each new thread a heap of its own and keeps freed memory there: with a new
 * thread for each load, a process grows by the temporaries of a load each time. A thread can lower
 * its priority but cannot raise it again without a privilege. So the first model is loaded at
 * normal priority, when no requests are served yet, and the thread lowers itself before the first
 * load next to requests. An error of a load, such as an exhausted memory, ends neither that thread
 * nor the watcher's; a thread that has ended nevertheless is replaced.
 */
public final class LoadThreads implements LoadedModel.Loader, AutoCloseable {
  private static final long LOOK_MILLIS = 500;

  /** A change of priority, a load, the end, and one to spare. */
  private static final int MOST_WAITING = 4;

  private final LoadedModel.Loader loader;
  private final BooleanSupplier serving;
  private final ThreadFactory threads;

  @GuardedBy("this")
  private @Nullable LoadThread current;

  @GuardedBy("this")
  private boolean closed;

  /** Runs one piece of work after another until it ends. */
  private static final class LoadThread {
    private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;

    /** Used under the monitor of the outer instance. */
    private boolean lowered;

    /** Used by the thread itself. */
    private boolean ended;

    LoadThread(ThreadFactory threads) {
      thread = threads.newThread(this::runAll);
    }

    /** Ends the thread after the work that it already has. */
    void end() {
      work.add(() -> ended = true);
    }

    private void runAll() {
      try {
        while (!ended) {
          work.take().run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * @param serving whether requests are being answered
   * @param threads makes threads with gradients switched off
   */
  public LoadThreads(LoadedModel.Loader loader, BooleanSupplier serving, ThreadFactory threads) {
    this.loader = loader;
    this.serving = serving;
    this.threads = threads;
  }

  /** Takes one caller at a time. */
  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    FutureTask<LoadedModel> load = new FutureTask<>(() -> loader.load(version));
    Thread thread;
    try {
      thread = submit(load);
    } catch (OutOfMemoryError e) { // The system has no thread to give.
      throw new IllegalStateException("no thread to load version " + version + " on", e);
    }
    try {
      return await(load, thread);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof CheckpointException refused) {
        throw refused;
      }
      if (cause instanceof IOException failed) {
        throw failed;
      }
      throw new IllegalStateException("version " + version + " cannot be loaded: " + cause, cause);
    }
  }

  /** Returns the thread that runs {@code load}. */
  private synchronized Thread submit(Runnable load) {
    if (closed) {
      throw new IllegalStateException("this loader is closed and loads nothing any more");
    }
    boolean low = serving.getAsBoolean();
    LoadThread next = current;
    if (next != null && next.lowered && !low) {
      next.end();
      next = null;
    }
    if (next == null || !next.thread.isAlive()) {
      next = new LoadThread(threads);
      next.thread.start();
      current = next;
    }
    if (low && !next.lowered) {
      next.lowered = true;
      next.work.add(ThreadPriority::lower);
    }
    next.work.add(load);
    return next.thread;
  }

  /** Waits also when interrupted, since otherwise the loaded model would have no owner. */
  private static LoadedModel await(FutureTask<LoadedModel> load, Thread thread)
      throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        boolean alive = thread.isAlive(); // Asked first: a load may be done in between.
        try {
          return load.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          if (!alive) {
            throw new IllegalStateException("the loading thread has ended before its load", e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread after a load that is under way. */
  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.end();
      current = null;
    }
  }
}
