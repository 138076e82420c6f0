package dev.digitgan.generator.grpc;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.sampling.DrainingException;
import dev.digitgan.generator.v1.WatchModelResponse;
import dev.digitgan.generator.watch.SwapListener;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The open calls of WatchModel. Each gets the served model as soon as its reader is ready for it. A
 * slow reader misses models in between, never the last, so nothing is queued for it beyond the
 * transport's own buffer.
 */
public final class ModelWatches implements SwapListener {
  private final int maxCount;

  @GuardedBy("this")
  private final Set<Watch> open = new LinkedHashSet<>();

  @GuardedBy("this")
  private boolean ended;

  private volatile @Nullable WatchModelResponse serving;

  /**
   * The limit of open calls is reached: the caller should watch another server, or poll GetModel.
   */
  static final class TooManyWatchesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooManyWatchesException(int limit) {
      super(String.format(Locale.ROOT, "%d calls watch already, and no more may", limit));
    }
  }

  /**
   * @param maxCount calls that may be open; more are refused
   */
  public ModelWatches(int maxCount) {
    if (maxCount < 1) {
      throw new IllegalArgumentException("at least one watch may be open, not " + maxCount);
    }
    this.maxCount = maxCount;
  }

  /** Runs before health reports the model, so that a caller that watches then sees it. */
  @Override
  public void served(ModelDescription model, Duration loadTime) {
    ModelMessages messages = ModelMessages.of(model);
    serving =
        WatchModelResponse.newBuilder()
            .setModel(messages.info())
            .setFingerprint(messages.fingerprint())
            .build();
    watches().forEach(Watch::advance);
  }

  /**
   * Sends the served models to {@code observer} until its call ends. Called on the handler's
   * thread.
   *
   * @throws TooManyWatchesException if the limit of open calls is reached
   * @throws DrainingException after {@link #end}
   */
  void add(ServerCallStreamObserver<WatchModelResponse> observer, GrpcErrors errors) {
    Watch watch = new Watch(observer, errors);
    observer.setOnCancelHandler(() -> remove(watch));
    observer.setOnReadyHandler(watch::advance);
    synchronized (this) {
      if (ended) {
        throw new DrainingException();
      }
      if (open.size() >= maxCount) {
        throw new TooManyWatchesException(maxCount);
      }
      open.add(watch);
    }
    watch.advance();
  }

  /** Ends all open calls and refuses new ones, because the server is about to end. */
  public void end() {
    List<Watch> last;
    synchronized (this) {
      ended = true;
      last = List.copyOf(open);
      open.clear();
    }
    last.forEach(Watch::end);
  }

  public synchronized int count() {
    return open.size();
  }

  private synchronized void remove(Watch watch) {
    open.remove(watch);
  }

  private synchronized List<Watch> watches() {
    return new ArrayList<>(open);
  }

  /** One call. Its observer takes one message at a time, from any thread. */
  private final class Watch {
    private final ServerCallStreamObserver<WatchModelResponse> observer;
    private final GrpcErrors errors;

    @GuardedBy("this")
    private @Nullable WatchModelResponse told;

    @GuardedBy("this")
    private boolean over;

    Watch(ServerCallStreamObserver<WatchModelResponse> observer, GrpcErrors errors) {
      this.observer = observer;
      this.errors = errors;
    }

    /** Sends the served model, if the reader is ready and does not have it. */
    synchronized void advance() {
      WatchModelResponse now = serving;
      if (!over && now != null && !now.equals(told) && observer.isReady()) {
        told = now;
        observer.onNext(now);
      }
    }

    synchronized void end() {
      over = true;
      if (!observer.isCancelled()) {
        observer.onError(errors.status(new DrainingException(), 0));
      }
    }
  }
}
