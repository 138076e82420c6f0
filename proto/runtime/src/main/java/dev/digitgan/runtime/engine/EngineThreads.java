package dev.digitgan.runtime.engine;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes daemon threads that are prepared for inference before they run anything. */
public final class EngineThreads implements ThreadFactory {
  private final String name;
  private final EngineSettings settings;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * @param name prefix of the threads' names
   */
  public EngineThreads(String name, EngineSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public Thread newThread(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              settings.prepareInferenceThread();
              work.run();
            },
            name + "-" + count.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
