package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.sampling.SamplingEngine;
import dev.digitgan.image.ImageShape;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The parts that all calls for images share.
 *
 * <p>The helper threads encode files and feed streams, so that neither the engine's nor the
 * network's threads do. Their creator shuts them down.
 */
public final class Sampling {
  private final SamplingEngine engine;
  private final ReplyMemory memory;
  private final ScheduledExecutorService helpers;
  private final Listener listener;
  private final GrpcErrors errors;

  /** Made for the model that was asked for last, nearly always the served one. */
  private volatile @Nullable ModelMessages messages;

  /** Observes how calls end, on the thread that ends them: must be quick and must not throw. */
  public interface Listener {
    /** Encoding the images of one response took {@code time}. */
    void encoded(Duration time);

    /** A response with {@code imageCount} images was handed to the network. */
    void sent(int imageCount);

    /** A call ended with all its responses. */
    void answered();

    /** A call ended with an error, {@code imageCount} of its images never sent. */
    void rejected(ErrorReason reason, long imageCount);
  }

  public Sampling(
      SamplingEngine engine,
      ReplyMemory memory,
      ScheduledExecutorService helpers,
      Listener listener) {
    this.engine = engine;
    this.memory = memory;
    this.helpers = helpers;
    this.listener = listener;
    this.errors = new GrpcErrors(listener);
  }

  SamplingEngine engine() {
    return engine;
  }

  ReplyMemory memory() {
    return memory;
  }

  ScheduledExecutorService helpers() {
    return helpers;
  }

  Listener listener() {
    return listener;
  }

  GrpcErrors errors() {
    return errors;
  }

  ModelMessages messages(ModelDescription model) {
    ModelMessages last = messages;
    if (last != null && last.model().equals(model)) {
      return last;
    }
    ModelMessages made = ModelMessages.of(model);
    messages = made;
    return made;
  }

  Encoding.Images encode(Encoding encoding, byte[] pixels, ImageShape shape) {
    long begin = System.nanoTime();
    Encoding.Images images = encoding.encode(pixels, shape);
    listener.encoded(Duration.ofNanos(System.nanoTime() - begin));
    return images;
  }
}
