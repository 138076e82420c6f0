package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.sampling.Tile.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one model that have rows to draw, in turn; among them some that were given up.
 * Belongs to the queue, under its lock.
 */
final class Lane {
  private final TileModel model;
  private final TileCosts costs;
  private final Deque<Ticket> turns = new ArrayDeque<>();
  private int readyRowCount;

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

  /** The first {@code rowCount} rows of a call can be drawn from now on. */
  void ready(Ticket ticket, int rowCount) {
    readyRowCount += ticket.ready(rowCount);
    if (!ticket.isQueued()) {
      enqueue(ticket);
    }
  }

  /** Rows that were ready are given up. */
  void giveUp(int rowCount) {
    readyRowCount -= rowCount;
  }

  /** The size of the next tile for a worker beside {@code idle} others that have nothing to do. */
  int size(int idle, long nowNanos) {
    return TileChoice.size(model.sizes(), costs, readyRowCount, idle, nowNanos);
  }

  List<SampleCall> calls() {
    return turns.stream().map(Ticket::call).toList();
  }

  /** What a lane asks of its queue while a tile is filled. */
  interface Taking {
    /** Whether nobody will want the call's rows; it is the taker's then to end it. */
    boolean isLate(Ticket ticket);

    /** {@code rowCount} rows of it are about to be taken. */
    void taking(Ticket ticket, int rowCount);
  }

  /** Takes up to {@code size} rows, a turn of each call. */
  List<Segment> fill(int size, Taking taking) {
    List<Segment> segments = new ArrayList<>();
    int row = 0;
    while (row < size && readyRowCount > 0) {
      Ticket ticket = turns.removeFirst();
      ticket.leaveTurns();
      int available = ticket.available();
      if (!ticket.isGone() && taking.isLate(ticket)) {
        readyRowCount -= available;
      } else if (!ticket.isGone()) {
        int turn = Math.min(Admission.TURN_IMAGES, available);
        int rows = Math.min(size - row, turn);
        taking.taking(ticket, rows);
        append(segments, new Segment(ticket.call(), ticket.take(rows), rows, row));
        readyRowCount -= rows;
        row += rows;
        if (rows < turn) {
          goOn(ticket);
        } else {
          enqueue(ticket);
        }
      }
    }
    return segments;
  }

  private void enqueue(Ticket ticket) {
    if (ticket.available() > 0) {
      ticket.enterTurns();
      turns.addLast(ticket);
    }
  }

  /** A turn that was cut by the end of a tile is the next tile's first. */
  private void goOn(Ticket ticket) {
    ticket.enterTurns();
    turns.addFirst(ticket);
  }

  /** One segment for rows of one call that follow each other. */
  private static void append(List<Segment> segments, Segment next) {
    @Nullable Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (last != null && last.call() == next.call()) {
      segments.set(
          segments.size() - 1,
          new Segment(last.call(), last.at(), last.rows() + next.rows(), last.row()));
    } else {
      segments.add(next);
    }
  }
}
