package dev.digitgan.k8s.load;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import dev.digitgan.generator.load.Latencies;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.Stretch;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Calls that come when they come (a Poisson process), whether or not those before them are
 * answered: what a crowd does, and a loop of callers cannot.
 */
final class OpenLoop {
  /**
   * @param callsPerSecond on average
   * @param n images of each call
   * @param deadline of each call, from when it was to be made
   */
  record Plan(double callsPerSecond, int n, Duration deadline, Duration time, long seed) {}

  /**
   * What became of the calls.
   *
   * @param answered in time
   * @param refused by the server at once
   * @param expired accepted, and not answered in time
   * @param wrong failed in another way, or answered with other images
   * @param latencies of the answered calls
   * @param refusalLatencies of the refused ones
   */
  record Outcome(
      long offered,
      long answered,
      long refused,
      long expired,
      long wrong,
      Latencies latencies,
      Latencies refusalLatencies) {
    /** Share of the accepted calls that were not answered in time. */
    double expiredShare() {
      return answered + expired == 0 ? 0 : (double) expired / (answered + expired);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d calls offered, %d answered (p50 %d ms, p99 %d ms), %d refused (p50 %d ms, p99 %d ms), %d expired, %d wrong",
          offered,
          answered,
          latencies.quantile(0.5).toMillis(),
          latencies.quantile(0.99).toMillis(),
          refused,
          refusalLatencies.quantile(0.5).toMillis(),
          refusalLatencies.quantile(0.99).toMillis(),
          expired,
          wrong);
    }
  }

  private final Plan plan;
  private final GeneratorServiceFutureStub stub;
  private final Reference reference;
  private final SplittableRandom random;
  private final Latencies latencies = new Latencies();
  private final Latencies refusalLatencies = new Latencies();
  private final LongAdder answered = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final Phaser open = new Phaser(1);

  OpenLoop(Plan plan, Channel channel, Reference reference) {
    this.plan = plan;
    this.stub = GeneratorServiceGrpc.newFutureStub(channel);
    this.reference = reference;
    this.random = new SplittableRandom(plan.seed());
  }

  /** Offers all calls, and waits until each has ended. */
  Outcome run() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long begin = System.nanoTime();
    long due = 0;
    long offered = 0;
    while (due < plan.time.toNanos()) {
      long early = begin + due - System.nanoTime();
      if (early > 0) {
        never.await(early, TimeUnit.NANOSECONDS);
      }
      call(begin + due);
      offered++;
      due += (long) (-Math.log(1 - random.nextDouble()) / plan.callsPerSecond * 1e9);
    }
    open.arriveAndAwaitAdvance();
    return new Outcome(
        offered,
        answered.sum(),
        refused.sum(),
        expired.sum(),
        wrong.sum(),
        latencies,
        refusalLatencies);
  }

  private void call(long dueNanos) {
    Stretch stretch = reference.stretches().get(random.nextInt(reference.stretches().size()));
    int at = random.nextInt(stretch.count() - plan.n + 1);
    long left = plan.deadline.toNanos() - (System.nanoTime() - dueNanos);
    open.register();
    ListenableFuture<SampleResponse> answer =
        stub.withDeadlineAfter(Math.max(1, left), TimeUnit.NANOSECONDS)
            .sample(stretch.request(at, plan.n).build());
    Futures.addCallback(
        answer,
        new FutureCallback<>() {
          @Override
          public void onSuccess(@Nullable SampleResponse response) {
            answered(stretch, at, Objects.requireNonNull(response), since(dueNanos));
            open.arriveAndDeregister();
          }

          @Override
          public void onFailure(Throwable failure) {
            failed(failure, since(dueNanos));
            open.arriveAndDeregister();
          }
        },
        MoreExecutors.directExecutor());
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void answered(Stretch stretch, int at, SampleResponse response, Duration latency) {
    int different =
        reference.differentImageCount(
            response.getModel().getVersion(), stretch, at, response.getPixels());
    if (different > 0) {
      wrong.increment();
    } else {
      answered.increment();
      latencies.add(latency);
    }
  }

  /** What the server refuses has details; a deadline that passes here has none. */
  private void failed(Throwable failure, Duration latency) {
    boolean byServer = StatusProto.fromThrowable(failure).getDetailsCount() > 0;
    switch (Status.fromThrowable(failure).getCode()) {
      case RESOURCE_EXHAUSTED -> refused(latency);
      case DEADLINE_EXCEEDED -> {
        if (byServer) {
          refused(latency);
        } else {
          expired.increment();
        }
      }
      default -> wrong.increment();
    }
  }

  private void refused(Duration latency) {
    refused.increment();
    refusalLatencies.add(latency);
  }
}
