package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.DrawnTile;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.network.GeneratorModel;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Images that somebody waits for. Holds its model until none of its tiles can be drawn any more;
 * only then is it complete.
 */
public final class SampleCall {
  private static final byte[] NONE = new byte[0];

  private final ImageRange range;
  private final ModelLease lease;
  private final TileQueue queue;
  private final SamplingListener listener;
  private final long submitNanos = System.nanoTime();
  private final AtomicInteger openTileCount;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final CompletableFuture<byte[]> complete = new CompletableFuture<>();

  /** Made when the first tile is: what waits takes no memory. Written under {@code this}. */
  private volatile byte[] pixels = NONE;

  SampleCall(ImageRange range, ModelLease lease, TileQueue queue, SamplingListener listener) {
    this.range = range;
    this.lease = lease;
    this.queue = queue;
    this.listener = listener;
    this.openTileCount = new AtomicInteger(tileCount(range.count()));
  }

  static int tileCount(int imageCount) {
    return (imageCount + GeneratorModel.CANONICAL_TILE - 1) / GeneratorModel.CANONICAL_TILE;
  }

  /**
   * The pixels, image by image, not to be changed. Its dependants run on the worker that draws the
   * last tile. Ends with CancellationException after {@link #cancel}.
   */
  public CompletionStage<byte[]> pixels() {
    return complete.minimalCompletionStage();
  }

  /** Nobody waits any more: tiles that are not being drawn yet never will be. */
  public void cancel() {
    fail(new CancellationException("the caller went away"));
  }

  ImageRange range() {
    return range;
  }

  ModelLease lease() {
    return lease;
  }

  /** Whether there is no use in drawing more. */
  boolean isFailed() {
    return failure.get() != null;
  }

  /** To be called before a tile is drawn. */
  synchronized void begin() {
    if (pixels == NONE) {
      pixels = new byte[Math.multiplyExact(range.count(), imageBytes())];
      listener.began(Duration.ofNanos(System.nanoTime() - submitNanos));
    }
  }

  /** A tile's pixels. Tiles never overlap, so that workers need no lock. */
  void put(Tile tile, DrawnTile drawn) {
    drawn.pixels(0, tile.rows(), pixels, tile.at() * imageBytes());
  }

  /** Ends the call with {@code reason} as soon as no worker is at it. The first reason counts. */
  void fail(Throwable reason) {
    failure.compareAndSet(null, reason);
    tilesEnded(queue.remove(this));
  }

  /** {@code count} tiles are drawn or given up; the last one completes the call. */
  void tilesEnded(int count) {
    if (count == 0 || openTileCount.addAndGet(-count) > 0) {
      return;
    }
    lease.close();
    Throwable reason = failure.get();
    if (reason == null) {
      listener.completed(range.count());
      complete.complete(pixels);
    } else {
      complete.completeExceptionally(reason);
    }
  }

  private int imageBytes() {
    return lease.description().shape().bytes();
  }
}
