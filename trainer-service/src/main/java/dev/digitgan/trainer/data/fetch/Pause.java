package dev.digitgan.trainer.data.fetch;

import java.time.Duration;

@FunctionalInterface
interface Pause {
  void lasting(Duration duration) throws InterruptedException;
}
