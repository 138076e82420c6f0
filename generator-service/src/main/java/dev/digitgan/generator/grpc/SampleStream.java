package dev.digitgan.generator.grpc;

import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.sampling.QueueFullException;
import dev.digitgan.generator.sampling.SampleCall;
import dev.digitgan.generator.sampling.SampleDemand;
import dev.digitgan.generator.v1.SampleStreamResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One call of SampleStream. A few chunks at a time are in the engine or drawn, and are sent in
 * order as the caller reads. One helper thread at a time does all of its work, woken by the reader,
 * by the engine or by a timer.
 */
final class SampleStream {
  private static final int DEFAULT_CHUNK_IMAGES = 256;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(5);

  private final Sampling sampling;
  private final SampleOrder order;
  private final ServerCallStreamObserver<SampleStreamResponse> observer;
  private final Caller caller = Caller.current();
  private final AtomicInteger wakeCount = new AtomicInteger();

  // Only the helper's turn uses these, except that start() sets some before the first turn.
  private final Deque<Chunk> chunks = new ArrayDeque<>();
  private @Nullable ModelLease lease;
  private ReplyMemory.@Nullable Reservation memory;
  private int chunkImages;
  private int windowChunks;
  private long submitted;
  private long sent;
  private boolean ended;

  private volatile boolean gone;

  private record Chunk(SampleCall call, CompletableFuture<byte[]> pixels) {}

  SampleStream(
      Sampling sampling,
      SampleOrder order,
      ServerCallStreamObserver<SampleStreamResponse> observer) {
    this.sampling = sampling;
    this.order = order;
    this.observer = observer;
  }

  /**
   * Starts on the handler's thread, or throws the reason for a refusal.
   *
   * @param askedChunkImages images of a response; 0: the server chooses
   */
  void start(ModelSlot models, int askedChunkImages) {
    ModelLease held = models.lease(order.version());
    try {
      ModelDescription model = held.description();
      order.requireAnswerableBy(model);
      order.requireFitting(askedChunkImages, "chunk_images", model);
      int most = order.encoding().maxImages(model.shape());
      chunkImages = askedChunkImages == 0 ? Math.min(DEFAULT_CHUNK_IMAGES, most) : askedChunkImages;
      windowChunks = windowChunks(held);
      sampling.engine().requireInTime(model.spec(), order.count(), caller.deadlineNanos());
      long windowImages = Math.min(order.count(), (long) windowChunks * chunkImages);
      memory =
          sampling
              .memory()
              .reserve(caller.client(), order.encoding().replyBytes(windowImages, model.shape()));
      lease = held;
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
    observer.setOnReadyHandler(this::wake);
    observer.setOnCancelHandler(
        () -> {
          gone = true;
          wake();
        });
    wake();
  }

  /** Chunks for a tile at each worker and one more tile; at least two. */
  private int windowChunks(ModelLease held) {
    int images = (sampling.engine().limits().workerCount() + 1) * held.model().sizes().largest();
    return Math.max(2, (images + chunkImages - 1) / chunkImages + 1);
  }

  private void wake() {
    if (wakeCount.getAndIncrement() == 0) {
      try {
        sampling.helpers().execute(this::turn);
      } catch (RejectedExecutionException e) {
        turn(); // The server has ended: release everything held.
      }
    }
  }

  private void turn() {
    int seen = wakeCount.get();
    while (seen > 0) {
      step();
      seen = wakeCount.addAndGet(-seen);
    }
  }

  private void step() {
    if (ended) {
      return;
    }
    try {
      if (gone) {
        end();
        sampling.errors().count(caller.goneReason(), order.count() - sent);
        return;
      }
      send();
      submit();
      if (sent == order.count()) {
        end();
        observer.onCompleted();
        sampling.listener().answered();
      }
    } catch (RuntimeException e) {
      end();
      observer.onError(sampling.errors().status(e, order.count() - sent));
    }
  }

  private void send() {
    Chunk first = chunks.peekFirst();
    while (first != null && first.pixels.isDone() && observer.isReady()) {
      byte[] pixels = first.pixels.join();
      caller.trace(first.call);
      observer.onNext(response(first.call, pixels));
      chunks.removeFirst();
      int images = first.call.demand().range().count();
      sent += images;
      sampling.listener().sent(images);
      first = chunks.peekFirst();
    }
  }

  private void submit() {
    ModelLease held = lease;
    while (held != null && chunks.size() < windowChunks && submitted < order.count()) {
      int images = (int) Math.min(chunkImages, order.count() - submitted);
      SampleDemand demand = caller.demand(order.range(submitted, images), held.another());
      SampleCall call;
      try {
        call = sampling.engine().submit(demand);
      } catch (QueueFullException e) {
        demand.lease().close();
        pause(e.retryAfter());
        return;
      } catch (RuntimeException e) {
        demand.lease().close();
        throw e;
      }
      submitted += images;
      Chunk chunk = new Chunk(call, call.pixels().toCompletableFuture());
      chunks.addLast(chunk);
      CompletionStage<byte[]> seenByTurn = chunk.pixels; // Not call.pixels(): it may end earlier.
      seenByTurn.whenComplete((drawn, failure) -> wake());
    }
  }

  /** Tries again later: other calls, or this one's own chunks, will make room. */
  private void pause(Duration hint) {
    Duration pause = hint.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : hint;
    pause = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    var unused = sampling.helpers().schedule(this::wake, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void end() {
    ended = true;
    chunks.forEach(chunk -> chunk.call.cancel());
    chunks.clear();
    ModelLease held = lease;
    if (held != null) {
      held.close();
    }
    ReplyMemory.Reservation reserved = memory;
    if (reserved != null) {
      reserved.close();
    }
  }

  private SampleStreamResponse response(SampleCall call, byte[] pixels) {
    ModelDescription model = call.description();
    Encoding.Images images = sampling.encode(order.encoding(), pixels, model.shape());
    return SampleStreamResponse.newBuilder()
        .setModel(sampling.messages(model).info())
        .setHeight(model.shape().height())
        .setWidth(model.shape().width())
        .setChannels(model.shape().channels())
        .setPixels(images.pixels())
        .addAllPng(images.png())
        .setOffset(call.demand().range().first())
        .setFingerprint(sampling.messages(model).fingerprint())
        .build();
  }
}
