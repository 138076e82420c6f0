package dev.digitgan.generator.sampling;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

final class CountingListener implements SamplingListener {
  final AtomicInteger begunCount = new AtomicInteger();
  final AtomicInteger rowCount = new AtomicInteger();
  final AtomicInteger imageCount = new AtomicInteger();

  @Override
  public void began(Duration wait) {
    begunCount.incrementAndGet();
  }

  @Override
  public void drew(int rows, Duration time) {
    rowCount.addAndGet(rows);
  }

  @Override
  public void completed(int images) {
    imageCount.addAndGet(images);
  }
}
