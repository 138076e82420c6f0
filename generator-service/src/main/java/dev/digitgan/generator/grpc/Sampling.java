package dev.digitgan.generator.grpc;

import dev.digitgan.generator.sampling.SamplingEngine;
import dev.digitgan.image.ImageShape;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What the calls for images share.
 *
 * @param helpers encode files and feed streams, off the engine's and the network's threads; the
 *     creator's to end
 */
public record Sampling(
    SamplingEngine engine,
    ReplyMemory memory,
    ScheduledExecutorService helpers,
    CallListener listener) {

  /** Encodes, and tells the listener how long it took. */
  EncodedImages encode(Encoding encoding, byte[] pixels, ImageShape shape) {
    long begin = System.nanoTime();
    EncodedImages images = encoding.encode(pixels, shape);
    listener.encoded(Duration.ofNanos(System.nanoTime() - begin));
    return images;
  }
}
