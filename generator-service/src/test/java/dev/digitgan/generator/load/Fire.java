package dev.digitgan.generator.load;

import io.grpc.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Callers that ask for random parts of a reference's images and compare every image that they get,
 * until they are told to stop.
 */
public final class Fire implements AutoCloseable {
  private static final Duration LAST_CALLS = Duration.ofMinutes(2);

  private final FirePlan plan;
  private final Tally tally = new Tally();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> callers = new ArrayList<>();

  private Fire(FirePlan plan) {
    this.plan = plan;
  }

  /** Begins to call; the callers share the channels, which stay the caller's. */
  public static Fire start(FirePlan plan, List<? extends Channel> channels, Reference reference) {
    Fire fire = new Fire(plan);
    SplittableRandom seeds = new SplittableRandom(plan.seed());
    for (int i = 0; i < plan.callerCount(); i++) {
      Caller caller =
          new Caller(plan, channels.get(i % channels.size()), reference, fire.tally, seeds.split());
      fire.callers.add(new Thread(() -> caller.callUntil(fire.stopped), "caller-" + i));
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
}
