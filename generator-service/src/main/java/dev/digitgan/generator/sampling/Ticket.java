package dev.digitgan.generator.sampling;

/** A call's place in the queue. Belongs to the queue, under its lock. */
final class Ticket {
  private final SampleCall call;
  private final int count;
  private int readyRowCount;
  private int taken;
  private boolean queued;
  private boolean gone;

  Ticket(SampleCall call) {
    this.call = call;
    this.count = call.demand().range().count();
  }

  SampleCall call() {
    return call;
  }

  /** Rows that nobody has taken. */
  int left() {
    return count - taken;
  }

  /** Rows that can be taken now. */
  int available() {
    return readyRowCount - taken;
  }

  /** The first {@code rowCount} rows are ready; by how many more that is than before. */
  int ready(int rowCount) {
    int more = rowCount - readyRowCount;
    readyRowCount = rowCount;
    return more;
  }

  /** The first of {@code rows} that are taken now. */
  int take(int rows) {
    int at = taken;
    taken += rows;
    return at;
  }

  /** Whether it is among its lane's turns. */
  boolean isQueued() {
    return queued;
  }

  void enterTurns() {
    queued = true;
  }

  void leaveTurns() {
    queued = false;
  }

  /** Whether nobody wants it any more. */
  boolean isGone() {
    return gone;
  }

  void leave() {
    gone = true;
  }
}
