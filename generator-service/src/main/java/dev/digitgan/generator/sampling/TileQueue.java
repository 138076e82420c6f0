package dev.digitgan.generator.sampling;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.sampling.Tile.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Rows that wait, bounded in images. A tile is filled from the calls of one model in turn, a few
 * rows of each, so that a call for one image waits for a turn of each call before it and not for
 * all of their images; models take turns too. A worker never waits for company.
 */
final class TileQueue {
  private final Admission admission;
  private final CostBook book;
  private final LongSupplier nanoTime;

  @GuardedBy("this")
  private final Backlog backlog = new Backlog();

  @GuardedBy("this")
  private final DecayingRate accepted = new DecayingRate();

  /** Models with rows to draw, each once, in turn. */
  @GuardedBy("this")
  private final Deque<Lane> lanes = new ArrayDeque<>();

  @GuardedBy("this")
  private int idleWorkerCount;

  @GuardedBy("this")
  private int drawingImageCount;

  @GuardedBy("this")
  private boolean closed;

  /** The calls of one model that have rows to draw, in turn; among them some that were given up. */
  private static final class Lane {
    private final TileModel model;
    private final TileCosts costs;
    private final Deque<Ticket> turns = new ArrayDeque<>();
    private int readyRowCount;

    Lane(TileModel model, TileCosts costs) {
      this.model = model;
      this.costs = costs;
    }
  }

  /** A call's place in the queue. Its fields belong to the queue. */
  static final class Ticket {
    private final SampleCall call;
    private final int count;
    private int readyRowCount;
    private int taken;
    private boolean queued;
    private boolean gone;

    private Ticket(SampleCall call) {
      this.call = call;
      this.count = call.demand().range().count();
    }
  }

  /** A call whose deadline passed while rows of it waited. */
  private record Late(SampleCall call, int rows) {
    void end() {
      call.fail(new DeadlinePassedException());
      call.rowsEnded(rows);
    }
  }

  /**
   * @param nanoTime the clock of deadlines
   */
  TileQueue(Admission admission, CostBook book, LongSupplier nanoTime) {
    this.admission = admission;
    this.book = book;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes a call in; none of its rows can be drawn before {@link #ready}.
   *
   * @throws QueueFullException if its images do not fit, or not in its client's share
   * @throws DeadlineTooShortException if they would come too late
   * @throws DrainingException once the queue is closed
   */
  synchronized Ticket add(SampleCall call) {
    if (closed) {
      throw new DrainingException();
    }
    SampleDemand demand = call.demand();
    int count = demand.range().count();
    long now = nanoTime.getAsLong();
    OptionalDouble remaining =
        demand.deadlineNanos().isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of((demand.deadlineNanos().getAsLong() - now) / 1e9);
    admission.require(
        count,
        demand.client(),
        remaining,
        new Admission.Load(
            backlog,
            drawingImageCount,
            accepted.perSecond(now),
            book.of(call.description().spec()).speed()));
    accepted.add(count, now);
    backlog.add(demand.client(), count);
    return new Ticket(call);
  }

  /**
   * The first {@code rowCount} rows of a call can be drawn from now on.
   *
   * @throws DrainingException once the queue is closed
   */
  synchronized void ready(Ticket ticket, int rowCount) {
    if (closed) {
      throw new DrainingException();
    }
    if (ticket.gone) {
      return;
    }
    Lane lane = lane(ticket.call);
    lane.readyRowCount += rowCount - ticket.readyRowCount;
    ticket.readyRowCount = rowCount;
    enqueue(lane, ticket);
    notify();
  }

  /** The next tile; waits for one. Empty once the queue is closed. */
  Optional<Tile> take() throws InterruptedException {
    while (true) {
      List<Late> late = new ArrayList<>();
      Optional<Tile> tile;
      synchronized (this) {
        while (lanes.isEmpty() && !closed) {
          idleWorkerCount++;
          try {
            wait();
          } finally {
            idleWorkerCount--;
          }
        }
        if (closed) {
          return Optional.empty();
        }
        tile = next(late);
        if (!lanes.isEmpty() && idleWorkerCount > 0) {
          notify();
        }
      }
      late.forEach(Late::end);
      if (tile.isPresent()) {
        return tile;
      }
    }
  }

  /** A tile that was taken is drawn or given up. */
  synchronized void drawn(Tile tile) {
    drawingImageCount -= tile.rows();
  }

  /** Takes out what is left of a call; the number of its rows that will never be drawn. */
  synchronized int remove(Ticket ticket) {
    if (ticket.gone) {
      return 0;
    }
    int ready = ticket.readyRowCount - ticket.taken;
    int left = giveUp(ticket);
    if (ready > 0) {
      Lane lane = lane(ticket.call);
      lane.readyRowCount -= ready;
      dropIfEmpty(lane);
    }
    return left;
  }

  /** Images that wait. */
  synchronized int imageCount() {
    return backlog.imageCount();
  }

  /** Takes no more; the calls that still waited, for the caller to end. */
  synchronized List<SampleCall> close() {
    closed = true;
    notifyAll();
    List<SampleCall> left = new ArrayList<>();
    lanes.forEach(lane -> lane.turns.forEach(ticket -> left.add(ticket.call)));
    return left;
  }

  @GuardedBy("this")
  private Lane lane(SampleCall call) {
    TileModel model = call.model();
    for (Lane lane : lanes) {
      if (lane.model == model) {
        return lane;
      }
    }
    Lane lane = new Lane(model, book.of(call.description().spec()));
    lanes.addLast(lane);
    return lane;
  }

  @GuardedBy("this")
  private Optional<Tile> next(List<Late> late) {
    Lane lane = lanes.removeFirst();
    long now = nanoTime.getAsLong();
    int size =
        TileChoice.size(lane.model.sizes(), lane.costs, lane.readyRowCount, idleWorkerCount, now);
    List<Segment> segments = new ArrayList<>();
    int row = 0;
    while (row < size && lane.readyRowCount > 0) {
      Ticket ticket = lane.turns.removeFirst();
      ticket.queued = false;
      if (!ticket.gone && ticket.call.demand().isLate(now)) {
        lane.readyRowCount -= ticket.readyRowCount - ticket.taken;
        late.add(new Late(ticket.call, giveUp(ticket)));
      } else if (!ticket.gone) {
        int turn = Math.min(Admission.TURN_IMAGES, ticket.readyRowCount - ticket.taken);
        int rows = Math.min(size - row, turn);
        append(segments, new Segment(ticket.call, ticket.taken, rows, row));
        leave(ticket, rows);
        ticket.taken += rows;
        lane.readyRowCount -= rows;
        row += rows;
        if (rows < turn) {
          goOn(lane, ticket);
        } else {
          enqueue(lane, ticket);
        }
      }
    }
    if (lane.readyRowCount > 0) {
      lanes.addLast(lane);
    }
    drawingImageCount += row;
    return row == 0
        ? Optional.empty()
        : Optional.of(new Tile(lane.model, lane.costs, size, segments));
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

  /** The number of rows that will never be drawn. */
  @GuardedBy("this")
  private int giveUp(Ticket ticket) {
    int left = ticket.count - ticket.taken;
    leave(ticket, left);
    ticket.gone = true;
    return left;
  }

  @GuardedBy("this")
  private void enqueue(Lane lane, Ticket ticket) {
    if (!ticket.queued && ticket.readyRowCount > ticket.taken) {
      ticket.queued = true;
      lane.turns.addLast(ticket);
    }
  }

  /** A turn that was cut by the end of a tile is the next tile's first. */
  @GuardedBy("this")
  private void goOn(Lane lane, Ticket ticket) {
    ticket.queued = true;
    lane.turns.addFirst(ticket);
  }

  @GuardedBy("this")
  private void leave(Ticket ticket, int rowCount) {
    if (rowCount > 0) {
      backlog.remove(ticket.call.demand().client(), ticket.count - ticket.taken, rowCount);
    }
  }

  @GuardedBy("this")
  private void dropIfEmpty(Lane lane) {
    for (Iterator<Lane> open = lanes.iterator(); open.hasNext(); ) {
      if (open.next() == lane && lane.readyRowCount == 0) {
        open.remove();
      }
    }
  }
}
