package dev.digitgan.runtime.grpc;

import dev.digitgan.runtime.tracing.Tracing;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon threads of an endpoint's servers, and its traces. Close it after the servers have
 * ended.
 *
 * @param network moves bytes
 * @param handlers runs the services' handlers
 * @param periodic runs what happens from time to time
 */
record Background(
    EventLoopGroup network,
    ExecutorService handlers,
    ScheduledThreadPoolExecutor periodic,
    Optional<Tracing> tracing)
    implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Background.class);

  /** One thread more than can hang on a file system. */
  private static final int PERIODIC_THREAD_COUNT = 2;

  /** The time that a handler may take to return after it has answered. */
  private static final Duration RETURN = Duration.ofMillis(200);

  static Background start(int handlerThreadCount, Optional<String> tracedAs) {
    Optional<Tracing> tracing = tracedAs.map(Tracing::start);
    ScheduledThreadPoolExecutor periodic =
        new ScheduledThreadPoolExecutor(
            PERIODIC_THREAD_COUNT, new DefaultThreadFactory("periodic", true));
    periodic.setRemoveOnCancelPolicy(true);
    return new Background(
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(),
            new DefaultThreadFactory("net", true),
            NioIoHandler.newFactory()),
        Executors.newFixedThreadPool(handlerThreadCount, new DefaultThreadFactory("grpc", true)),
        periodic,
        tracing);
  }

  /** Runs {@code task} after each {@code period}. A failure is logged, and does not end this. */
  void every(Duration period, Runnable task) {
    ScheduledFuture<?> unused =
        periodic.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                log.error("a periodic task failed", e);
              }
            },
            period.toNanos(),
            period.toNanos(),
            TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    periodic.shutdownNow();
    handlers.shutdownNow();
    try {
      handlers.awaitTermination(RETURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    tracing.ifPresent(Tracing::close);
  }
}
