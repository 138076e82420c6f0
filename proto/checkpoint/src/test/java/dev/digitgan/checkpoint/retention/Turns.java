package dev.digitgan.checkpoint.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/** Lets several threads run one step at a time, in an order that the test chooses. */
final class Turns {
  private final List<Actor> actors = new ArrayList<>();

  /** One of the threads; it calls {@link #await} before each step. */
  static final class Actor {
    private final Semaphore mayGo = new Semaphore(0);
    private final Semaphore stopped = new Semaphore(0);
    private volatile boolean ended;

    void await() {
      stopped.release();
      mayGo.acquireUninterruptibly();
    }
  }

  Actor actor() {
    Actor actor = new Actor();
    actors.add(actor);
    return actor;
  }

  /**
   * Runs {@code works}, one for each actor.
   *
   * @param choice given how many have not ended, which of them makes the next step
   * @return what each threw, if anything
   */
  List<Optional<Throwable>> run(List<Callable<?>> works, IntUnaryOperator choice)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(works.size());
    try {
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < works.size(); i++) {
        Actor actor = actors.get(i);
        Callable<?> work = works.get(i);
        futures.add(
            threads.submit(
                () -> {
                  try {
                    actor.await();
                    return work.call();
                  } finally {
                    actor.ended = true;
                    actor.stopped.release();
                  }
                }));
        actor.stopped.acquire();
      }
      for (List<Actor> left = left(); !left.isEmpty(); left = left()) {
        Actor next = left.get(choice.applyAsInt(left.size()));
        next.mayGo.release();
        next.stopped.acquire();
      }
      List<Optional<Throwable>> thrown = new ArrayList<>();
      for (Future<?> future : futures) {
        thrown.add(thrown(future));
      }
      return thrown;
    } finally {
      threads.shutdownNow();
    }
  }

  private List<Actor> left() {
    return actors.stream().filter(actor -> !actor.ended).toList();
  }

  private static Optional<Throwable> thrown(Future<?> future) throws InterruptedException {
    try {
      future.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.ofNullable(e.getCause());
    }
  }
}
