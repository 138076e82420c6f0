package dev.digitgan.trainer.run;

/** Counts steps, up to one after which the run is to stop. */
final class Steps implements RunObserver {
  private final long stop;
  private long first;
  private long now;

  Steps(long stop) {
    this.stop = stop;
  }

  static Steps all() {
    return new Steps(Long.MAX_VALUE);
  }

  @Override
  public void stepped(RunProgress progress) {
    first = first == 0 ? progress.step() : first;
    now = progress.step();
  }

  boolean reached() {
    return now >= stop;
  }

  /** The first step that was told; 0 = none was. */
  long first() {
    return first;
  }
}
