package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.sampling.SamplingEngine;
import dev.digitgan.image.ImageShape;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What the calls for images share.
 *
 * <p>The helpers encode files and feed streams, off the engine's and the network's threads; they
 * are their creator's to end.
 */
public final class Sampling {
  private final SamplingEngine engine;
  private final ReplyMemory memory;
  private final ScheduledExecutorService helpers;
  private final CallListener listener;

  /** Those of the model that was asked for last: nearly always the served one. */
  private volatile @Nullable ModelMessages messages;

  public Sampling(
      SamplingEngine engine,
      ReplyMemory memory,
      ScheduledExecutorService helpers,
      CallListener listener) {
    this.engine = engine;
    this.memory = memory;
    this.helpers = helpers;
    this.listener = listener;
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

  CallListener listener() {
    return listener;
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

  /** Encodes, and tells the listener how long it took. */
  Encoding.Images encode(Encoding encoding, byte[] pixels, ImageShape shape) {
    long begin = System.nanoTime();
    Encoding.Images images = encoding.encode(pixels, shape);
    listener.encoded(Duration.ofNanos(System.nanoTime() - begin));
    return images;
  }
}
