package dev.digitgan.generator.load;

import com.google.common.util.concurrent.ListenableFuture;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Callers that ask for random parts of a reference's images and compare every image that they get,
 * until they are told to stop.
 */
public final class Fire implements AutoCloseable {
  private static final Duration BACK_OFF = Duration.ofMillis(20);
  private static final Duration LAST_CALLS = Duration.ofMinutes(2);

  private final FirePlan plan;
  private final Reference reference;
  private final Tally tally = new Tally();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> callers = new ArrayList<>();

  private Fire(FirePlan plan, Reference reference) {
    this.plan = plan;
    this.reference = reference;
  }

  /** Begins to call; the callers share the channels, which stay the caller's. */
  public static Fire start(FirePlan plan, List<? extends Channel> channels, Reference reference) {
    Fire fire = new Fire(plan, reference);
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    for (int i = 0; i < plan.callerCount(); i++) {
      Caller caller = fire.new Caller(channels.get(i % channels.size()), seeds.split());
      fire.callers.add(new Thread(caller, "caller-" + i));
    }
    fire.callers.forEach(Thread::start);
    return fire;
  }

  /** All that came of a fire of {@code time}. */
  public static FireReport burn(
      FirePlan plan, List<? extends Channel> channels, Reference reference, Duration time)
      throws InterruptedException {
    try (Fire fire = start(plan, channels, reference)) {
      fire.stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
      return fire.stop();
    }
  }

  /** What came of it so far. */
  public FireReport report() {
    return tally.report(plan.seed());
  }

  /** Begins no more calls, and waits for those that are open. */
  public FireReport stop() throws InterruptedException {
    stopped.countDown();
    for (Thread caller : callers) {
      caller.join(LAST_CALLS.toMillis());
      if (caller.isAlive()) {
        tally.failed.increment();
        tally.problem(caller.getName() + " has no answer after " + LAST_CALLS);
      }
    }
    return report();
  }

  @Override
  public void close() {
    stopped.countDown();
    callers.forEach(Thread::interrupt);
  }

  private final class Caller implements Runnable {
    private final GeneratorServiceFutureStub stub;
    private final SplittableRandom random;

    Caller(Channel channel, SplittableRandom random) {
      this.stub = GeneratorServiceGrpc.newFutureStub(channel);
      this.random = random;
    }

    @Override
    public void run() {
      try {
        while (stopped.getCount() > 0) {
          call();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Throwable e) { // The thread's root.
        tally.failed.increment();
        tally.problem("a caller ended: " + e);
      }
    }

    private void call() throws InterruptedException {
      Stretch stretch = reference.stretches().get(random.nextInt(reference.stretches().size()));
      int n = Math.min(count(), stretch.count());
      int at = random.nextInt(stretch.count() - n + 1);
      String version = plan.versions().get(random.nextInt(plan.versions().size()));
      SampleRequest request = stretch.request(at, n).setVersion(version).build();
      int fate = random.nextInt(100);
      boolean late = fate >= 100 - plan.deadlinePercent();
      long waitMicros = 1L + random.nextInt(1_000 * plan.longestWaitMillis());
      long begin = System.nanoTime();
      ListenableFuture<SampleResponse> answer =
          (late ? stub.withDeadlineAfter(waitMicros, TimeUnit.MICROSECONDS) : stub).sample(request);
      try {
        SampleResponse response =
            fate < plan.cancelPercent()
                ? answer.get(waitMicros, TimeUnit.MICROSECONDS)
                : answer.get();
        tally.latencies.add(Duration.ofNanos(System.nanoTime() - begin));
        compare(request, stretch, at, response);
      } catch (TimeoutException e) {
        answer.cancel(true);
        tally.cancelled.increment();
      } catch (ExecutionException e) {
        ended(request, Status.fromThrowable(e), late);
      }
    }

    /** Mostly a few images, sometimes as many as there may be. */
    private int count() {
      int kind = random.nextInt(100);
      int largest = kind < 60 ? 16 : kind < 95 ? 256 : plan.largestN();
      return Math.max(plan.smallestN(), 1 + random.nextInt(Math.min(largest, plan.largestN())));
    }

    private void compare(SampleRequest request, Stretch stretch, int at, SampleResponse response) {
      long version = response.getModel().getVersion();
      int size = response.getPixels().size();
      int different = request.getN();
      if (size == request.getN() * Generators.SHAPE.bytes()
          && response.getOffset() == request.getOffset()
          && tally.sameClass(version, response.getFingerprint())) {
        different = reference.differentImageCount(version, stretch, at, response.getPixels());
      }
      tally.answered.increment();
      tally.images.add(request.getN());
      if (different > 0) {
        tally.differences.add(different);
        tally.problem(
            "%d of %d images differ, from %d of seed %d, version %d"
                .formatted(
                    different, request.getN(), request.getOffset(), request.getSeed(), version));
      }
    }

    private void ended(SampleRequest request, Status status, boolean late)
        throws InterruptedException {
      switch (status.getCode()) {
        case RESOURCE_EXHAUSTED -> {
          tally.refused.increment();
          stopped.await(BACK_OFF.toMillis(), TimeUnit.MILLISECONDS);
        }
        case DEADLINE_EXCEEDED -> {
          if (late) {
            tally.expired.increment();
          } else {
            failed(request, status);
          }
        }
        default -> failed(request, status);
      }
    }

    private void failed(SampleRequest request, Status status) {
      tally.failed.increment();
      tally.problem("n=%d: %s".formatted(request.getN(), status));
    }
  }
}
