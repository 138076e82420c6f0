package dev.digitgan.generator.sampling;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.network.GeneratorModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Calls that wait, bounded in images. Tiles are handed out call by call in turn, so that a call for
 * one image waits for one tile of each call before it and not for all of them.
 */
final class TileQueue {
  private final int limit;

  @GuardedBy("this")
  private final Deque<Waiting> turns = new ArrayDeque<>();

  @GuardedBy("this")
  private int imageCount;

  @GuardedBy("this")
  private boolean closed;

  /** A call and the first row that nobody has taken. */
  private record Waiting(SampleCall call, int next) {
    int images() {
      return call.range().count() - next;
    }

    int rows() {
      return Math.min(GeneratorModel.CANONICAL_TILE, images());
    }
  }

  /**
   * @param limit of images that may wait
   */
  TileQueue(int limit) {
    this.limit = limit;
  }

  /**
   * @throws QueueFullException if its images do not fit
   * @throws DrainingException once the queue is closed
   */
  synchronized void add(SampleCall call) {
    if (closed) {
      throw new DrainingException();
    }
    int count = call.range().count();
    if (count > limit - imageCount) {
      throw new QueueFullException(imageCount, limit);
    }
    imageCount += count;
    turns.addLast(new Waiting(call, 0));
    notifyAll();
  }

  /** The next tile; waits for one. Empty once the queue is closed. */
  synchronized Optional<Tile> take() throws InterruptedException {
    while (turns.isEmpty() && !closed) {
      wait();
    }
    Waiting turn = turns.pollFirst();
    if (turn == null) {
      return Optional.empty();
    }
    Tile tile = new Tile(turn.call, turn.next, turn.rows());
    imageCount -= tile.rows();
    if (tile.rows() < turn.images()) {
      turns.addLast(new Waiting(turn.call, turn.next + tile.rows()));
    }
    return Optional.of(tile);
  }

  /** Takes a call's waiting tiles out; their number. */
  synchronized int remove(SampleCall call) {
    for (Iterator<Waiting> waiting = turns.iterator(); waiting.hasNext(); ) {
      Waiting turn = waiting.next();
      if (turn.call == call) {
        waiting.remove();
        imageCount -= turn.images();
        return SampleCall.tileCount(turn.images());
      }
    }
    return 0;
  }

  /** Images that wait. */
  synchronized int imageCount() {
    return imageCount;
  }

  /** Takes no more; the calls that still waited, for the caller to end. */
  synchronized List<SampleCall> close() {
    closed = true;
    notifyAll();
    List<SampleCall> left = new ArrayList<>();
    turns.forEach(turn -> left.add(turn.call));
    return left;
  }
}
