package dev.digitgan.generator.sampling;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

final class CountingListener implements SamplingEngine.Listener {
  final AtomicInteger begunCount = new AtomicInteger();
  final AtomicInteger rowCount = new AtomicInteger();
  final Queue<Integer> sizes = new ConcurrentLinkedQueue<>();

  @Override
  public void began(Duration wait) {
    begunCount.incrementAndGet();
  }

  @Override
  public void drew(int rows, int size, Duration time) {
    rowCount.addAndGet(rows);
    sizes.add(size);
  }
}
