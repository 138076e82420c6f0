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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Open calls of WatchModel. Each is told what is served as soon as its reader takes it: a slow one
 * misses those in between, never the last, so that no more waits for it than the transport's own
 * buffer takes.
 */
public final class ModelWatches implements SwapListener {
  private final int maxCount;

  @GuardedBy("this")
  private final Set<Watch> open = new LinkedHashSet<>();

  @GuardedBy("this")
  private boolean ended;

  private volatile @Nullable WatchModelResponse serving;

  /**
   * @param maxCount calls that may be open; more are refused
   */
  public ModelWatches(int maxCount) {
    if (maxCount < 1) {
      throw new IllegalArgumentException("at least one watch may be open, not " + maxCount);
    }
    this.maxCount = maxCount;
  }

  /** Told before health says that a model is served: who then watches, sees it. */
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
   * Tells {@code observer} until its call ends; on the handler's thread.
   *
   * @throws TooManyWatchesException if as many calls are open as may be
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

  /** Ends all that is open, and takes no more: the server is about to end. */
  public void end() {
    List<Watch> last;
    synchronized (this) {
      ended = true;
      last = List.copyOf(open);
      open.clear();
    }
    last.forEach(Watch::end);
  }

  /** Calls that are open. */
  public synchronized int count() {
    return open.size();
  }

  private synchronized void remove(Watch watch) {
    open.remove(watch);
  }

  private synchronized List<Watch> watches() {
    return new ArrayList<>(open);
  }

  /** One call. Its observer takes one message at a time, from whichever thread comes. */
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

    /** Tells what is served now, if the reader is ready and does not know it. */
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
