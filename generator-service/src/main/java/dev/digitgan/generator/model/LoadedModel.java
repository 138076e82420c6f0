package dev.digitgan.generator.model;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model in memory and the count of those who hold it. Whoever loads it holds it first and calls
 * {@link #retire} once; the native memory is freed by whoever lets go last.
 */
public final class LoadedModel {
  private final ModelDescription description;
  private final TileModel model;
  private final AtomicInteger holders = new AtomicInteger(1);

  public LoadedModel(ModelDescription description, TileModel model) {
    this.description = description;
    this.model = model;
  }

  public ModelDescription description() {
    return description;
  }

  /** False when the model was retired, and is freed or about to be. */
  boolean hold() {
    int now = holders.get();
    while (now > 0) {
      if (holders.compareAndSet(now, now + 1)) {
        return true;
      }
      now = holders.get();
    }
    return false;
  }

  /** Lets go of the loader's own hold. */
  void retire() {
    release();
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      model.close();
    }
  }

  TileModel model() {
    return model;
  }
}
