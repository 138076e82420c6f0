package dev.digitgan.runtime.grpc;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of an endpoint's servers; they keep no process alive.
 *
 * @param network moves bytes
 * @param handlers runs the services' handlers
 */
record ServerThreads(EventLoopGroup network, ExecutorService handlers) implements AutoCloseable {
  private static final Duration RETURN = Duration.ofMillis(200);

  static ServerThreads start(int handlerThreadCount) {
    return new ServerThreads(
        new MultiThreadIoEventLoopGroup(
            Runtime.getRuntime().availableProcessors(), named("net"), NioIoHandler.newFactory()),
        Executors.newFixedThreadPool(handlerThreadCount, named("grpc")));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return work -> {
      Thread thread = new Thread(work, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * To be called when the servers have ended; waits for the network's threads, for handlers only so
   * long as one takes that has answered and is about to return.
   */
  @Override
  public void close() {
    handlers.shutdownNow();
    try {
      handlers.awaitTermination(RETURN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    network.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
  }
}
