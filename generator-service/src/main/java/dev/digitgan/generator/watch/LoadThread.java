package dev.digitgan.generator.watch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;

/** A thread that runs one piece of work after another until it is told to end. */
final class LoadThread {
  /** A change of priority, a load, the end, and one to spare. */
  private static final int MOST_WAITING = 4;

  private final BlockingQueue<Runnable> work = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;

  // Of those who give it work.
  private boolean lowered;

  // Of the thread itself.
  private boolean ended;

  private LoadThread(ThreadFactory threads) {
    thread = threads.newThread(this::runAll);
  }

  /** OutOfMemoryError if the system has no thread to give. */
  static LoadThread start(ThreadFactory threads) {
    LoadThread started = new LoadThread(threads);
    started.thread.start();
    return started;
  }

  /** Has it run {@code next} after what it was given before. */
  void run(Runnable next) {
    work.add(next);
  }

  /** Has what is run from now on yield to requests, for good. */
  void lower() {
    if (!lowered) {
      lowered = true;
      run(ThreadPriority::lower);
    }
  }

  boolean isLowered() {
    return lowered;
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** Has it end after what it was given before. */
  void end() {
    run(() -> ended = true);
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
