package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.DrawnTile;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.sampling.Tile.Segment;
import dev.digitgan.network.GeneratorSpec;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Images that somebody waits for. Holds its model until none of its rows can be drawn any more;
 * only then is it complete.
 */
public final class SampleCall {
  /** Rows whose inputs are made in one go: a long call begins to be drawn before all are. */
  private static final int SLICE_ROWS = 256;

  private static final byte[] NONE = new byte[0];
  private static final float[] NO_INPUTS = new float[0];

  private final SampleDemand demand;
  private final ModelDescription description;
  private final TileQueue queue;
  private final SamplingListener listener;
  private final long submitNanos = System.nanoTime();
  private final AtomicInteger openRowCount;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<byte[]> complete = new CompletableFuture<>();

  /** Set once, before anything is drawn. */
  private volatile @Nullable Ticket ticket;

  private volatile float[] inputs = NO_INPUTS;

  /** Made when the first row is: what waits takes no memory for pixels. Written under this. */
  private volatile byte[] pixels = NONE;

  private volatile long beginNanos;
  private volatile long endNanos;

  SampleCall(SampleDemand demand, TileQueue queue, SamplingListener listener) {
    this.demand = demand;
    this.description = demand.lease().description();
    this.queue = queue;
    this.listener = listener;
    this.openRowCount = new AtomicInteger(demand.range().count());
  }

  /**
   * The pixels, image by image, not to be changed. Its dependants run on the worker that draws the
   * last row. Ends with CancellationException after {@link #cancel}.
   */
  public CompletionStage<byte[]> pixels() {
    return complete.minimalCompletionStage();
  }

  /**
   * Nobody waits any more, by the deadline or by choice: rows that are not being drawn yet never
   * will be.
   */
  public void cancel() {
    fail(
        demand.isLate(System.nanoTime())
            ? new DeadlinePassedException()
            : new CancellationException("the caller went away"));
  }

  /** What draws it, also after the call has let go of the model. */
  public ModelDescription description() {
    return description;
  }

  public SampleDemand demand() {
    return demand;
  }

  /** {@link System#nanoTime} when it was accepted. */
  public long submitNanos() {
    return submitNanos;
  }

  /** {@link System#nanoTime} when its first tile was begun; 0 before. */
  public long beginNanos() {
    return beginNanos;
  }

  /** {@link System#nanoTime} when its last row was drawn or given up; 0 before. */
  public long endNanos() {
    return endNanos;
  }

  /** Enters the queue, or throws what {@link TileQueue#add} does; the lease is its own then. */
  void enter() {
    ticket = queue.add(this);
  }

  /** Makes the inputs on the calling thread, row by row ready to be drawn. */
  void prepare() {
    Ticket place = ticket;
    if (place == null) {
      throw new IllegalStateException("it is not in the queue");
    }
    try {
      ImageRange range = demand.range();
      GeneratorSpec spec = description.spec();
      float[] made = new float[Math.multiplyExact(range.count(), spec.inputSize())];
      inputs = made;
      for (int row = 0; row < range.count() && !isFailed(); row++) {
        spec.fill(range.seed(), range.first() + row, range.digit(), made, row * spec.inputSize());
        if ((row + 1) % SLICE_ROWS == 0 || row + 1 == range.count()) {
          queue.ready(place, row + 1);
        }
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Copies the inputs of {@code rowCount} rows that are ready, from {@code row} on. */
  void inputs(int row, int rowCount, float[] into, int at) {
    int size = description.spec().inputSize();
    System.arraycopy(inputs, row * size, into, at, rowCount * size);
  }

  TileModel model() {
    return demand.lease().model();
  }

  /** Whether there is no use in drawing more. */
  boolean isFailed() {
    return failure.get() != null;
  }

  /** A tile with rows of this call in it is about to be drawn. */
  void begin() {
    synchronized (this) {
      if (pixels != NONE) {
        return;
      }
      pixels = new byte[Math.multiplyExact(demand.range().count(), imageBytes())];
      beginNanos = System.nanoTime();
    }
    listener.began(Duration.ofNanos(beginNanos - submitNanos));
  }

  /** A segment's pixels. Segments never overlap, so that workers need no lock. */
  void put(Segment segment, DrawnTile drawn) {
    drawn.pixels(segment.row(), segment.rows(), pixels, segment.at() * imageBytes());
  }

  /** Ends the call with {@code reason} as soon as no worker is at it. The first reason counts. */
  void fail(Throwable reason) {
    failure.compareAndSet(null, reason);
    Ticket place = ticket;
    if (place != null) {
      rowsEnded(queue.remove(place));
    }
  }

  /** {@code count} rows are drawn or given up; the last one completes the call. */
  void rowsEnded(int count) {
    if (count == 0 || openRowCount.addAndGet(-count) > 0) {
      return;
    }
    endNanos = System.nanoTime();
    inputs = NO_INPUTS;
    ModelLease lease = demand.lease();
    lease.close();
    Throwable reason = failure.get();
    if (reason == null) {
      complete.complete(pixels);
    } else {
      complete.completeExceptionally(reason);
    }
  }

  private int imageBytes() {
    return description.shape().bytes();
  }
}
