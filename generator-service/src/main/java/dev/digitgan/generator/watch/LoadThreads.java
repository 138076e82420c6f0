package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.model.LoadedModel;
import dev.digitgan.generator.model.ModelLoader;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Loads each version on a thread of its own, of low priority while something is served.
 *
 * <p>A thread can lower its priority but not raise it again without a privilege, so a thread that
 * is to load at low priority does nothing else. The first model is loaded at normal priority, since
 * nobody is served meanwhile. An error of a load, as when memory runs out, ends that thread and not
 * the watcher's.
 */
public final class LoadThreads implements ModelLoader {
  private final ModelLoader loader;
  private final BooleanSupplier serving;
  private final ThreadFactory threads;

  /**
   * @param serving whether requests are being answered
   * @param threads makes threads with gradients switched off
   */
  public LoadThreads(ModelLoader loader, BooleanSupplier serving, ThreadFactory threads) {
    this.loader = loader;
    this.serving = serving;
    this.threads = threads;
  }

  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    boolean beside = serving.getAsBoolean();
    FutureTask<LoadedModel> load = new FutureTask<>(() -> loader.load(version));
    Thread thread =
        threads.newThread(
            () -> {
              if (beside) {
                ThreadPriority.lower();
              }
              load.run();
            });
    try {
      thread.start();
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException("no thread to load version " + version + " on", e);
    }
    try {
      return await(load);
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

  /** Waits also when interrupted: whoever gives up would leave a model behind that nobody owns. */
  private static LoadedModel await(FutureTask<LoadedModel> load) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return load.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
