package dev.digitgan.generator.load;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.generator.v1.SampleStreamRequest;
import dev.digitgan.generator.v1.SampleStreamResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One of a fire's callers. For one thread. */
final class Caller {
  private static final Duration BACK_OFF = Duration.ofMillis(20);

  private final FirePlan plan;
  private final Channel channel;
  private final Reference reference;
  private final Tally tally;
  private final SplittableRandom random;

  Caller(
      FirePlan plan, Channel channel, Reference reference, Tally tally, SplittableRandom random) {
    this.plan = plan;
    this.channel = channel;
    this.reference = reference;
    this.tally = tally;
    this.random = random;
  }

  /** What is asked for: {@code n} images of a stretch, from the {@code at}-th on. */
  private record Part(Stretch stretch, int at, int n, String version) {
    long offset() {
      return stretch.first() + at;
    }
  }

  /** The root of the caller's thread. */
  void callUntil(CountDownLatch stopped) {
    try {
      while (stopped.getCount() > 0) {
        if (call() == Status.Code.RESOURCE_EXHAUSTED) {
          tally.refused.increment();
          stopped.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // The thread's root.
      tally.failed.increment();
      tally.problem("a caller ended: " + e);
    }
  }

  /** How the call ended. */
  private Status.Code call() throws InterruptedException {
    Stretch stretch = reference.stretches().get(random.nextInt(reference.stretches().size()));
    int n = Math.min(count(), stretch.count());
    String version = plan.versions().get(random.nextInt(plan.versions().size()));
    Part part = new Part(stretch, random.nextInt(stretch.count() - n + 1), n, version);
    boolean cancelled = random.nextInt(100) < plan.cancelPercent();
    if (random.nextInt(100) < plan.streamPercent()) {
      return stream(part, cancelled);
    }
    boolean late = !cancelled && random.nextInt(100) < plan.deadlinePercent();
    return sample(part, cancelled, late);
  }

  /** Mostly a few images, sometimes as many as there may be. */
  private int count() {
    int kind = random.nextInt(100);
    int largest = kind < 60 ? 16 : kind < 95 ? 256 : plan.largestN();
    return Math.max(plan.smallestN(), 1 + random.nextInt(Math.min(largest, plan.largestN())));
  }

  private Status.Code sample(Part part, boolean cancelled, boolean late)
      throws InterruptedException {
    SampleRequest request = part.stretch.request(part.at, part.n).setVersion(part.version).build();
    long waitMicros = 1L + random.nextInt(1_000 * plan.longestWaitMillis());
    var stub = GeneratorServiceGrpc.newFutureStub(channel);
    long begin = System.nanoTime();
    ListenableFuture<SampleResponse> answer =
        (late ? stub.withDeadlineAfter(waitMicros, TimeUnit.MICROSECONDS) : stub).sample(request);
    try {
      SampleResponse response =
          cancelled ? answer.get(waitMicros, TimeUnit.MICROSECONDS) : answer.get();
      tally.latencies.add(Duration.ofNanos(System.nanoTime() - begin));
      boolean asAsked =
          response.getOffset() == part.offset()
              && response.getPixels().size() == part.n * Generators.SHAPE.bytes()
              && tally.sameClass(response.getModel().getVersion(), response.getFingerprint());
      compare(part, asAsked, response.getModel().getVersion(), response.getPixels());
      return Status.Code.OK;
    } catch (TimeoutException e) {
      answer.cancel(true);
      tally.cancelled.increment();
      return Status.Code.CANCELLED;
    } catch (ExecutionException e) {
      return ended(part, Status.fromThrowable(e), late);
    }
  }

  /** All of the part in chunks, or those up to where the caller has enough. */
  private Status.Code stream(Part part, boolean cancelled) {
    SampleStreamRequest request =
        SampleStreamRequest.newBuilder()
            .setN(part.n)
            .setSeed(part.stretch.seed())
            .setOffset(part.offset())
            .setVersion(part.version)
            .setChunkImages(random.nextInt(100))
            .build();
    int enough = cancelled ? random.nextInt(part.n) : part.n;
    CancellableContext context = Context.ROOT.withCancellation();
    Context before = context.attach();
    try {
      Iterator<SampleStreamResponse> chunks =
          GeneratorServiceGrpc.newBlockingStub(channel).sampleStream(request);
      if (read(part, enough, chunks) < part.n) {
        tally.cancelled.increment();
      }
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return ended(part, e.getStatus(), false);
    } finally {
      context.detach(before);
      context.close();
    }
  }

  /** Compares chunk after chunk; the number of images read, {@code enough} or more. */
  private int read(Part part, int enough, Iterator<SampleStreamResponse> chunks) {
    int done = 0;
    long version = 0;
    while (done < enough) {
      SampleStreamResponse chunk = chunks.next();
      int n = chunk.getPixels().size() / Generators.SHAPE.bytes();
      boolean asAsked =
          chunk.getOffset() == part.offset() + done
              && n <= part.n - done
              && (done == 0 || chunk.getModel().getVersion() == version)
              && tally.sameClass(chunk.getModel().getVersion(), chunk.getFingerprint());
      version = chunk.getModel().getVersion();
      Part read = new Part(part.stretch, part.at + done, n, part.version);
      compare(read, asAsked, version, chunk.getPixels());
      done += n;
    }
    if (done == part.n && chunks.hasNext()) {
      throw new AssertionError("more came than was asked for");
    }
    return done;
  }

  private void compare(Part part, boolean asAsked, long version, ByteString pixels) {
    int different =
        asAsked ? reference.differentImageCount(version, part.stretch, part.at, pixels) : part.n;
    tally.answered.increment();
    tally.images.add(part.n);
    if (different > 0) {
      tally.differences.add(different);
      tally.problem(
          String.format(
              Locale.ROOT,
              "%d of %d images differ, from %d of seed %d, version %d",
              different,
              part.n,
              part.offset(),
              part.stretch.seed(),
              version));
    }
  }

  /**
   * @param late whether its deadline may have passed
   */
  private Status.Code ended(Part part, Status status, boolean late) {
    Status.Code code = status.getCode();
    if (late && code == Status.Code.DEADLINE_EXCEEDED) {
      tally.expired.increment();
    } else if (code != Status.Code.RESOURCE_EXHAUSTED) {
      tally.failed.increment();
      tally.problem(String.format(Locale.ROOT, "n=%d: %s", part.n, status));
    }
    return code;
  }
}
