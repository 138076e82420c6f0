package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.DrawnTile;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.GeneratorModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the images of many calls on a few threads, tile by tile: a tile always has the canonical
 * number of rows, since the low bits of a forward pass depend on it.
 */
public final class SamplingEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SamplingEngine.class);
  private static final Duration LAST_TILES = Duration.ofSeconds(10);

  private final TileQueue queue;
  private final SamplingListener listener;
  private final List<Thread> workers = new ArrayList<>();

  /**
   * @param threads makes the workers, with gradients switched off
   */
  public SamplingEngine(SamplingLimits limits, ThreadFactory threads, SamplingListener listener) {
    this.queue = new TileQueue(limits.queuedImageCount());
    this.listener = listener;
    for (int i = 0; i < limits.workerCount(); i++) {
      workers.add(threads.newThread(this::work));
    }
  }

  public void start() {
    workers.forEach(Thread::start);
  }

  /**
   * Has {@code range} drawn by the leased model. The lease belongs to the call from then on; when
   * this throws, it stays the caller's.
   *
   * @throws QueueFullException if it does not fit in the queue
   * @throws DrainingException after {@link #close}
   */
  public SampleCall submit(ImageRange range, ModelLease lease) {
    SampleCall call = new SampleCall(range, lease, queue, listener);
    queue.add(call);
    return call;
  }

  /** Images that wait for a worker. */
  public int queuedImageCount() {
    return queue.imageCount();
  }

  /** Ends what waits with {@link DrainingException}, and waits for the tiles being drawn. */
  @Override
  public void close() {
    queue.close().forEach(call -> call.fail(new DrainingException()));
    try {
      for (Thread worker : workers) {
        worker.join(LAST_TILES.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    float[] latents = new float[0];
    try {
      Optional<Tile> tile = queue.take();
      while (tile.isPresent()) {
        latents = draw(tile.get(), latents);
        tile = queue.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // The thread's root.
      log.error("a worker ended", e);
    }
  }

  /** Draws a tile, or gives it up; the buffer for the next one. */
  private float[] draw(Tile tile, float[] buffer) {
    SampleCall call = tile.call();
    float[] latents = buffer;
    try {
      if (!call.isFailed()) {
        call.begin();
        latents = latents(tile, buffer);
        long begin = System.nanoTime();
        try (DrawnTile drawn = call.lease().model().draw(latents, GeneratorModel.CANONICAL_TILE)) {
          call.put(tile, drawn);
          listener.drew(tile.rows(), Duration.ofNanos(System.nanoTime() - begin));
        }
      }
    } catch (RuntimeException | Error e) {
      call.fail(e);
    }
    call.tilesEnded(1);
    return latents;
  }

  private static float[] latents(Tile tile, float[] buffer) {
    ImageRange range = tile.call().range();
    LatentSource source = tile.call().lease().description().latents();
    int needed = GeneratorModel.CANONICAL_TILE * source.size();
    float[] latents = buffer.length == needed ? buffer : new float[needed];
    for (int row = 0; row < tile.rows(); row++) {
      source.fill(range.seed(), range.first() + tile.at() + row, latents, row * source.size());
    }
    Arrays.fill(latents, tile.rows() * source.size(), needed, 0);
    return latents;
  }
}
