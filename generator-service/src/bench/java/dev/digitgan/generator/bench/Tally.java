package dev.digitgan.generator.bench;

import dev.digitgan.generator.v1.SampleResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What the callers of one load have seen so far. */
final class Tally {
  private final CountDownLatch running;
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final AtomicLong imageCount = new AtomicLong();
  private final AtomicLong errorCount = new AtomicLong();
  private final AtomicReference<String> firstError = new AtomicReference<>("");
  private final Set<Long> versions = ConcurrentHashMap.newKeySet();

  Tally(int callers) {
    running = new CountDownLatch(callers);
  }

  void check(int images, SampleResponse response) {
    long expected =
        (long) images * response.getHeight() * response.getWidth() * response.getChannels();
    if (response.getPixels().size() != expected || expected == 0) {
      failed(response.getPixels().size() + " bytes for " + images + " images");
    }
    versions.add(response.getModel().getVersion());
  }

  void answered(int images, long nanos) {
    imageCount.addAndGet(images);
    latencies.record(nanos);
  }

  void failed(String error) {
    errorCount.incrementAndGet();
    firstError.compareAndSet("", error);
  }

  /** Adds another load's errors, and nothing else of it. */
  void addErrors(Tally other) {
    if (other.errorCount.get() > 0) {
      errorCount.addAndGet(other.errorCount.get());
      firstError.compareAndSet("", String.valueOf(other.firstError.get()));
    }
  }

  void callerEnded() {
    running.countDown();
  }

  void awaitEnd() throws InterruptedException {
    running.await();
  }

  LoadResult result(long wallNanos, long clientCpuNanos, long serverCpuNanos) {
    return new LoadResult(
        latencies.count(),
        imageCount.get(),
        errorCount.get(),
        String.valueOf(firstError.get()),
        versions.size(),
        0,
        wallNanos,
        clientCpuNanos,
        serverCpuNanos,
        latencies.buckets());
  }
}
