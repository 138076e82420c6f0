package dev.digitgan.generator.sampling;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.sampling.Admission.DecayingRate;
import dev.digitgan.generator.sampling.Lane.Ticket;
import dev.digitgan.generator.sampling.Tile.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * The waiting rows, bounded in images. The calls of one model fill a tile in turn, a few rows each,
 * so that a call for one image waits for one turn of each earlier call and not for all of their
 * images; models take turns too. A worker never waits for a fuller tile.
 */
final class TileQueue {
  private final Admission admission;
  private final TileCosts.Book book;
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
  TileQueue(Admission admission, TileCosts.Book book, LongSupplier nanoTime) {
    this.admission = admission;
    this.book = book;
    this.nanoTime = nanoTime;
  }

  /**
   * Adds a call; none of its rows can be drawn before {@link #ready}.
   *
   * @throws QueueFullException if its images do not fit in the queue or in its client's share
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
   * Lets the first {@code rowCount} rows of a call be drawn from now on.
   *
   * @throws DrainingException once the queue is closed
   */
  synchronized void ready(Ticket ticket, int rowCount) {
    if (closed) {
      throw new DrainingException();
    }
    if (!ticket.isGone()) {
      lane(ticket.call()).ready(ticket, rowCount);
      notify();
    }
  }

  /** Waits for the next tile and returns it; empty once the queue is closed. */
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

  @GuardedBy("this")
  private Optional<Tile> next(List<Late> late) {
    Lane lane = lanes.removeFirst();
    long now = nanoTime.getAsLong();
    int size = lane.size(idleWorkerCount, now);
    List<Segment> segments = lane.fill(size, ticket -> dropLate(ticket, now, late), this::leave);
    if (!lane.isEmpty()) {
      lanes.addLast(lane);
    }
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    Tile tile = new Tile(lane.model(), lane.costs(), size, segments);
    drawingImageCount += tile.rows();
    return Optional.of(tile);
  }

  private boolean dropLate(Ticket ticket, long now, List<Late> late) {
    if (!ticket.call().demand().isLate(now)) {
      return false;
    }
    late.add(new Late(ticket.call(), giveUp(ticket)));
    return true;
  }

  /** Counts a tile as drawn or dropped. */
  synchronized void drawn(Tile tile) {
    drawingImageCount -= tile.rows();
  }

  /** Removes the rest of a call and returns the number of its rows that will never be drawn. */
  synchronized int remove(Ticket ticket) {
    if (ticket.isGone()) {
      return 0;
    }
    int ready = ticket.available();
    int left = giveUp(ticket);
    if (ready > 0) {
      Lane lane = lane(ticket.call());
      lane.giveUp(ready);
      if (lane.isEmpty()) {
        lanes.remove(lane);
      }
    }
    return left;
  }

  synchronized int imageCount() {
    return backlog.imageCount();
  }

  /** Closes the queue and returns the calls that still waited, for the caller to end. */
  synchronized List<SampleCall> close() {
    closed = true;
    notifyAll();
    return lanes.stream().flatMap(lane -> lane.calls().stream()).toList();
  }

  @GuardedBy("this")
  private Lane lane(SampleCall call) {
    TileModel model = call.model();
    for (Lane lane : lanes) {
      if (lane.model() == model) {
        return lane;
      }
    }
    Lane lane = new Lane(model, book.of(call.description().spec()));
    lanes.addLast(lane);
    return lane;
  }

  /** Drops what is left of a call and returns the number of its rows. */
  private synchronized int giveUp(Ticket ticket) {
    int left = ticket.left();
    leave(ticket, left);
    ticket.leave();
    return left;
  }

  private synchronized void leave(Ticket ticket, int rowCount) {
    if (rowCount > 0) {
      backlog.remove(ticket.call().demand().client(), ticket.left(), rowCount);
    }
  }
}
