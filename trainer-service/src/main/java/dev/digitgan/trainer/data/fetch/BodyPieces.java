package dev.digitgan.trainer.data.fetch;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands a response body to a waiting thread piece by piece, with a time-out for silence, which the
 * HTTP client does not have for bodies. Requests one piece at a time.
 */
final class BodyPieces implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {
  private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(2);
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();

  /**
   * @param piece bytes, or null at the end
   * @param failure why the body ended early, or null
   */
  private record Signal(@Nullable List<ByteBuffer> piece, @Nullable Throwable failure) {}

  /** The next bytes, or empty at the end; throws HttpTimeoutException after {@code silence}. */
  Optional<List<ByteBuffer>> next(Duration silence) throws IOException, InterruptedException {
    Signal signal = signals.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
    if (signal == null) {
      throw new HttpTimeoutException("silent for " + silence.toMillis() + " ms");
    }
    if (signal.failure() != null) {
      throw new IOException("connection lost: " + signal.failure().getMessage(), signal.failure());
    }
    if (signal.piece() == null) {
      return Optional.empty();
    }
    Flow.Subscription source = subscription.get();
    if (source != null) {
      source.request(1);
    }
    return Optional.of(signal.piece());
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription.set(source);
    source.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    signals.add(new Signal(piece, null));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal(null, failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal(null, null));
  }

  /** Closes the connection if the body is incomplete. */
  @Override
  public void close() {
    Flow.Subscription source = subscription.get();
    if (source != null) {
      source.cancel();
    }
  }
}
