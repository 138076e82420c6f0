package dev.digitgan.generator.sampling;

import dev.digitgan.generator.model.DrawnTile;
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
  private final SamplingListener listener;
  private final List<Thread> workers = new ArrayList<>();

  /**
   * @param threads makes the workers, with gradients switched off
   */
  public SamplingEngine(SamplingLimits limits, ThreadFactory threads, SamplingListener listener) {
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
   * Has the images of {@code demand} drawn, and makes their latents on the calling thread. The
   * lease belongs to the call from then on; when this throws, it stays the caller's.
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
   * Judges a call that is submitted bit by bit.
   *
   * @throws DeadlineTooShortException if {@code imageCount} images of such a network take longer
   *     than there is time, even if the engine did nothing else
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

  /** Images that wait for a worker. */
  public int queuedImageCount() {
    return queue.imageCount();
  }

  /** Waiting images as a share of what may wait, from 0 to 1. */
  public double queueFill() {
    return (double) queue.imageCount() / limits.queuedImageCount();
  }

  /** What all workers draw of such a network in a second; empty before its first tile. */
  public OptionalDouble imagesPerSecond(GeneratorSpec spec) {
    return limits.imagesPerSecond(book.of(spec).speed());
  }

  public SamplingLimits limits() {
    return limits;
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
      for (Segment segment : tile.segments()) {
        put(segment, drawn);
      }
    }
    listener.drew(tile.rows(), tile.size(), Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Pixels that are none of a call's fail that call alone. */
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
