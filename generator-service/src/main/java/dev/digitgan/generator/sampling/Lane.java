package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.sampling.Tile.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;

/**
 * The calls of one model that have rows to draw, in turn; some of them may be abandoned. Guarded by
 * the queue's lock.
 */
final class Lane {
  private final TileModel model;
  private final TileCosts costs;
  private final Deque<Ticket> turns = new ArrayDeque<>();
  private int readyRowCount;

  /** A call's place in the queue. Guarded by the queue's lock. */
  static final class Ticket {
    private final SampleCall call;
    private int readyRowCount;
    private int taken;
    private boolean queued;
    private boolean gone;

    Ticket(SampleCall call) {
      this.call = call;
    }

    SampleCall call() {
      return call;
    }

    /** Counts the rows that no tile has taken. */
    int left() {
      return call.demand().range().count() - taken;
    }

    /** Counts the rows that a tile can take now. */
    int available() {
      return readyRowCount - taken;
    }

    boolean isGone() {
      return gone;
    }

    void leave() {
      gone = true;
    }
  }

  Lane(TileModel model, TileCosts costs) {
    this.model = model;
    this.costs = costs;
  }

  TileModel model() {
    return model;
  }

  TileCosts costs() {
    return costs;
  }

  boolean isEmpty() {
    return readyRowCount == 0;
  }

  /** Lets the first {@code rowCount} rows of a call be drawn from now on. */
  void ready(Ticket ticket, int rowCount) {
    readyRowCount += rowCount - ticket.readyRowCount;
    ticket.readyRowCount = rowCount;
    if (!ticket.queued && ticket.available() > 0) {
      ticket.queued = true;
      turns.addLast(ticket);
    }
  }

  /** Removes {@code rowCount} ready rows that will not be drawn. */
  void giveUp(int rowCount) {
    readyRowCount -= rowCount;
  }

  /** Returns the size of the next tile for a worker, while {@code idle} others have no work. */
  int size(int idle, long nowNanos) {
    return costs.chooseSize(model.sizes(), readyRowCount, idle, nowNanos);
  }

  List<SampleCall> calls() {
    return turns.stream().map(Ticket::call).toList();
  }

  /**
   * Takes up to {@code size} rows, a turn of each call.
   *
   * @param late whether a call's deadline has passed; ends the call then
   * @param taking is told how many rows of a call are about to be taken
   */
  List<Segment> fill(int size, Predicate<Ticket> late, ObjIntConsumer<Ticket> taking) {
    List<Segment> segments = new ArrayList<>();
    int row = 0;
    while (row < size && readyRowCount > 0) {
      Ticket ticket = turns.removeFirst();
      ticket.queued = false;
      int available = ticket.available();
      if (!ticket.gone && late.test(ticket)) {
        readyRowCount -= available;
      } else if (!ticket.gone) {
        int turn = Math.min(Admission.TURN_IMAGES, available);
        int rows = Math.min(size - row, turn);
        taking.accept(ticket, rows);
        append(segments, new Segment(ticket.call, ticket.taken, rows, row));
        ticket.taken += rows;
        readyRowCount -= rows;
        row += rows;
        ticket.queued = ticket.available() > 0;
        if (rows < turn) {
          turns.addFirst(ticket); // The tile cut this turn, so the next tile begins with it.
        } else if (ticket.queued) {
          turns.addLast(ticket);
        }
      }
    }
    return segments;
  }

  /** Joins rows of one call that follow each other into one segment. */
  private static void append(List<Segment> segments, Segment next) {
    int end = segments.size() - 1;
    if (end >= 0 && segments.get(end).call() == next.call()) {
      Segment last = segments.get(end);
      segments.set(end, new Segment(last.call(), last.at(), last.rows() + next.rows(), last.row()));
    } else {
      segments.add(next);
    }
  }
}
