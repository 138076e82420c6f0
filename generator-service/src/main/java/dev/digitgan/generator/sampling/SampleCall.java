package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.model.TileModel.DrawnTile;
import dev.digitgan.generator.sampling.Lane.Ticket;
import dev.digitgan.generator.sampling.SampleDemand.ImageRange;
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
 * Images that a caller waits for. Leases its model until none of its rows can be drawn any more;
 * only then is it complete.
 */
public final class SampleCall {
  /** Rows whose inputs are made at a time: drawing a long call begins before all inputs exist. */
  private static final int SLICE_ROWS = 256;

  private static final byte[] NONE = new byte[0];
  private static final float[] NO_INPUTS = new float[0];

  private final SampleDemand demand;
  private final ModelDescription description;
  private final TileQueue queue;
  private final SamplingEngine.Listener listener;
  private final long submitNanos = System.nanoTime();
  private final AtomicInteger openRowCount;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<byte[]> complete = new CompletableFuture<>();

  /** Set once, before anything is drawn. */
  private volatile @Nullable Ticket ticket;

  private volatile float[] inputs = NO_INPUTS;

  /** Allocated when drawing begins: waiting calls take no memory for pixels. Written under this. */
  private volatile byte[] pixels = NONE;

  private volatile long beginNanos;
  private volatile long endNanos;

  SampleCall(SampleDemand demand, TileQueue queue, SamplingEngine.Listener listener) {
    this.demand = demand;
    this.description = demand.lease().description();
    this.queue = queue;
    this.listener = listener;
    this.openRowCount = new AtomicInteger(demand.range().count());
  }

  /**
   * Returns the pixels, image by image, which must not be changed. Dependent stages run on the
   * worker that draws the last row. Fails with CancellationException after {@link #cancel}.
   */
  public CompletionStage<byte[]> pixels() {
    return complete.minimalCompletionStage();
  }

  /** Ends the call, which no one waits for any more: rows that no tile has taken are not drawn. */
  public void cancel() {
    fail(
        demand.isLate(System.nanoTime())
            ? new DeadlinePassedException()
            : new CancellationException("the caller went away"));
  }

  /** Describes the model that draws the call, also after its lease has ended. */
  public ModelDescription description() {
    return description;
  }

  public SampleDemand demand() {
    return demand;
  }

  /** Returns the {@link System#nanoTime} at which it was accepted. */
  public long submitNanos() {
    return submitNanos;
  }

  /** Returns the {@link System#nanoTime} at which its first tile began; 0 before. */
  public long beginNanos() {
    return beginNanos;
  }

  /** Returns the {@link System#nanoTime} at which its last row was drawn or dropped; 0 before. */
  public long endNanos() {
    return endNanos;
  }

  /** Enters the queue and owns the lease then, or throws what {@link TileQueue#add} throws. */
  void enter() {
    ticket = queue.add(this);
  }

  /** Makes the inputs on the calling thread; rows become ready to be drawn as it proceeds. */
  void prepare() {
    Ticket place = ticket;
    if (place == null) {
      throw new IllegalStateException("the call is not in the queue");
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

  /** Copies the inputs of {@code rowCount} ready rows, the first of them {@code row}. */
  void inputs(int row, int rowCount, float[] into, int at) {
    int size = description.spec().inputSize();
    System.arraycopy(inputs, row * size, into, at, rowCount * size);
  }

  TileModel model() {
    return demand.lease().model();
  }

  /** Returns whether the call has failed, so that drawing more of it is useless. */
  boolean isFailed() {
    return failure.get() != null;
  }

  /** Prepares for the first tile that holds rows of this call. */
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

  /** Stores a segment's pixels. Segments never overlap, so workers need no lock. */
  void put(Segment segment, DrawnTile drawn) {
    drawn.pixels(segment.row(), segment.rows(), pixels, segment.at() * imageBytes());
  }

  /** Fails the call as soon as no worker draws it. The first reason counts. */
  void fail(Throwable reason) {
    failure.compareAndSet(null, reason);
    Ticket place = ticket;
    if (place != null) {
      rowsEnded(queue.remove(place));
    }
  }

  /** Counts {@code count} rows as drawn or dropped; the last one completes the call. */
  void rowsEnded(int count) {
    if (count == 0 || openRowCount.addAndGet(-count) > 0) {
      return;
    }
    endNanos = System.nanoTime();
    inputs = NO_INPUTS;
    demand.lease().close();
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
