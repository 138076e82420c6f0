package dev.digitgan.generator.model;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps one model in memory until it is closed, also while others are served. */
public final class ModelLease implements AutoCloseable {
  private final LoadedModel loaded;
  private final AtomicInteger openLeaseCount;
  private final AtomicBoolean open = new AtomicBoolean(true);

  /** Takes over a hold on {@code loaded}. */
  ModelLease(LoadedModel loaded, AtomicInteger openLeaseCount) {
    this.loaded = loaded;
    this.openLeaseCount = openLeaseCount;
  }

  public ModelDescription description() {
    return loaded.description();
  }

  /** Must not be used after {@link #close}. */
  public TileModel model() {
    return loaded.model();
  }

  /**
   * Leases the same model once more; closed on its own. Must not be called after {@link #close}.
   */
  public ModelLease another() {
    if (!loaded.hold()) {
      throw new IllegalStateException("the lease is closed");
    }
    openLeaseCount.incrementAndGet();
    return new ModelLease(loaded, openLeaseCount);
  }

  @Override
  public void close() {
    if (open.compareAndSet(true, false)) {
      openLeaseCount.decrementAndGet();
      loaded.release();
    }
  }
}
