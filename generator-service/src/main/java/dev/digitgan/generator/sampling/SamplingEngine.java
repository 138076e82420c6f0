package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.TileModel.DrawnTile;
import dev.digitgan.generator.sampling.Tile.Segment;
import dev.digitgan.network.GeneratorSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws the images of many calls on a few threads, tile by tile; rows of many calls share one. */
public final class SamplingEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SamplingEngine.class);
  private static final Duration LAST_TILES = Duration.ofSeconds(10);

  private final SamplingLimits limits;
  private final TileCosts.Book book = new TileCosts.Book();
  private final TileQueue queue;
  private final Listener listener;
  private final List<Thread> workers = new ArrayList<>();

  /** Observes the workers, on their threads: must be quick and must not throw. */
  public interface Listener {
    /** A call has waited {@code wait} for its first tile. */
    void began(Duration wait);

    /** The engine took {@code time} for a tile of {@code size} rows, {@code rows} of them used. */
    void drew(int rows, int size, Duration time);
  }

  /**
   * @param threads makes the workers, with gradients switched off
   */
  public SamplingEngine(SamplingLimits limits, ThreadFactory threads, Listener listener) {
    this.limits = limits;
    this.queue = new TileQueue(new Admission(limits), book, System::nanoTime);
    this.listener = listener;
    for (int i = 0; i < limits.workerCount(); i++) {
      workers.add(threads.newThread(this::work));
    }
  }

  public void start() {
    workers.forEach(Thread::start);
  }

  /**
   * Queues the images of {@code demand}, and makes their latents on the calling thread. The call
   * owns the lease from then on; if this throws, the caller still owns it.
   *
   * @throws QueueFullException if they do not fit in the queue, or in the client's share of it
   * @throws DeadlineTooShortException if they would come too late
   * @throws DrainingException after {@link #close}
   */
  public SampleCall submit(SampleDemand demand) {
    SampleCall call = new SampleCall(demand, queue, listener);
    call.enter();
    call.prepare();
    return call;
  }

  /**
   * Refuses a call that is submitted in parts if its deadline is too short.
   *
   * @throws DeadlineTooShortException if {@code imageCount} images of such a network take longer
   *     even if the engine does nothing else
   */
  public void requireInTime(GeneratorSpec spec, long imageCount, OptionalLong deadlineNanos) {
    OptionalDouble rate = imagesPerSecond(spec);
    if (deadlineNanos.isPresent() && rate.isPresent()) {
      double remaining = (deadlineNanos.getAsLong() - System.nanoTime()) / 1e9;
      double needed = imageCount / rate.getAsDouble();
      if (needed > remaining) {
        throw new DeadlineTooShortException(needed, remaining);
      }
    }
  }

  public int queuedImageCount() {
    return queue.imageCount();
  }

  /** Returns the waiting images as a share of the queue's limit, from 0 to 1. */
  public double queueFill() {
    return (double) queue.imageCount() / limits.queuedImageCount();
  }

  /** Returns the rate of all workers with such a network; empty before its first tile. */
  public OptionalDouble imagesPerSecond(GeneratorSpec spec) {
    return limits.imagesPerSecond(book.of(spec).speed());
  }

  public SamplingLimits limits() {
    return limits;
  }

  /** Fails waiting calls with {@link DrainingException}, and waits for tiles that are drawn. */
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

  /** Draws a tile, or fails its calls, and returns the buffer for the next one. */
  private float[] draw(Tile tile, float[] buffer) {
    long begin = System.nanoTime();
    float[] latents = buffer;
    boolean done = false;
    try {
      tile.segments().forEach(segment -> segment.call().begin());
      latents = sized(tile, buffer);
      tile.inputs(latents);
      forward(tile, latents);
      done = true;
    } catch (RuntimeException | Error e) {
      tile.segments().forEach(segment -> segment.call().fail(e));
    }
    queue.drawn(tile);
    tile.segments().forEach(segment -> segment.call().rowsEnded(segment.rows()));
    if (done) {
      long end = System.nanoTime();
      tile.costs().record(tile.size(), Duration.ofNanos(end - begin), end);
    }
    return latents;
  }

  private void forward(Tile tile, float[] latents) {
    long begin = System.nanoTime();
    try (DrawnTile drawn = tile.model().draw(latents, tile.size())) {
      tile.segments().forEach(segment -> put(segment, drawn));
    }
    listener.drew(tile.rows(), tile.size(), Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Stores a segment's pixels; NaN or infinite values fail its call alone. */
  private static void put(Segment segment, DrawnTile drawn) {
    try {
      if (!segment.call().isFailed()) {
        segment.call().put(segment, drawn);
      }
    } catch (RuntimeException e) {
      segment.call().fail(e);
    }
  }

  private static float[] sized(Tile tile, float[] buffer) {
    int needed = tile.size() * tile.segments().get(0).call().description().spec().inputSize();
    return buffer.length == needed ? buffer : new float[needed];
  }
}
