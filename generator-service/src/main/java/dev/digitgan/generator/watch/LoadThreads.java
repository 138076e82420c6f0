package dev.digitgan.generator.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelLoader;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Loads all versions on one thread that does nothing else, at low priority while something is
 * served.
 *
 * <p>The C library gives each new thread a heap of its own, and keeps there what was freed: with a
 * new thread for each load, a process grows by the temporaries of a load each time. A thread can
 * lower its priority but not raise it again without a privilege. The first model is loaded at
 * normal priority, since nobody is served meanwhile; the thread lowers itself before the first load
 * beside requests. An error of a load, as when memory runs out, ends neither that thread nor the
 * watcher's; a thread that has ended all the same is replaced.
 */
public final class LoadThreads implements ModelLoader, AutoCloseable {
  private static final long LOOK_MILLIS = 500;

  private final ModelLoader loader;
  private final BooleanSupplier serving;
  private final ThreadFactory threads;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable LoadThread current;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * @param serving whether requests are being answered
   * @param threads makes threads with gradients switched off
   */
  public LoadThreads(ModelLoader loader, BooleanSupplier serving, ThreadFactory threads) {
    this.loader = loader;
    this.serving = serving;
    this.threads = threads;
  }

  /** To be called by one thread at a time. */
  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    FutureTask<LoadedModel> load = new FutureTask<>(() -> loader.load(version));
    LoadThread thread;
    try {
      thread = hand(load);
    } catch (OutOfMemoryError e) {
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

  private LoadThread hand(Runnable load) {
    boolean beside = serving.getAsBoolean();
    synchronized (lock) {
      if (closed) {
        throw new IllegalStateException("nothing is loaded any more: this loader was closed");
      }
      LoadThread thread = current;
      if (thread != null && thread.isLowered() && !beside) {
        thread.end();
        thread = null;
      }
      if (thread == null || !thread.isAlive()) {
        thread = LoadThread.start(threads);
        current = thread;
      }
      if (beside) {
        thread.lower();
      }
      thread.run(load);
      return thread;
    }
  }

  /** Waits also when interrupted: whoever gives up would leave a model behind that nobody owns. */
  private static LoadedModel await(FutureTask<LoadedModel> load, LoadThread thread)
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
            throw new IllegalStateException("the thread that loads has ended before its load", e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread, once a load that is under way is done. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (current != null) {
        current.end();
        current = null;
      }
    }
  }
}
