package dev.digitgan.generator.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LoadThreadsTest {
  private static final Version VERSION = new Version(1);
  private static final int NICE_FIELD = 16; // Counted from the one after the name in brackets.

  private boolean serving;
  private final LoadedModel model = TestModels.loaded(1, new FakeModel());

  @Test
  @EnabledOnOs(OS.LINUX)
  void yieldsToRequestsWhileSomethingIsServed() throws Exception {
    int normal = nice();
    AtomicReference<Integer> seen = new AtomicReference<>();
    LoadedModel.Loader loader =
        threads(
            version -> {
              seen.set(nice());
              return model;
            });

    assertThat(loader.load(VERSION)).isSameAs(model);
    assertThat(seen.get()).isEqualTo(normal);

    serving = true;
    loader.load(VERSION);
    assertThat(seen.get()).isEqualTo(Math.max(normal, ThreadPriority.LOW));
    assertThat(nice()).isEqualTo(normal);

    serving = false;
    loader.load(VERSION);
    assertThat(seen.get()).isEqualTo(normal);
  }

  @Test
  void allLoadsShareOneThreadWhateverBecomesOfThem() throws Exception {
    Set<Thread> seen = new HashSet<>();
    List<Throwable> failures =
        List.of(
            new CheckpointException.Wrong("weights: missing"),
            new IOException("connection reset"),
            new OutOfMemoryError("heap"),
            new IllegalStateException("device"));
    LoadedModel.Loader loader =
        threads(
            version -> {
              seen.add(Thread.currentThread());
              int failure = (int) version.number() - 2;
              if (failure >= 0 && failure < failures.size()) {
                fail(failures.get(failure));
              }
              return model;
            });

    loader.load(VERSION);
    serving = true;
    for (int i = 0; i < failures.size(); i++) {
      Version version = new Version(2 + i);
      assertThatThrownBy(() -> loader.load(version)).isNotNull();
    }
    assertThat(loader.load(new Version(100))).isSameAs(model);

    assertThat(seen).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @Test
  void aThreadThatHasEndedIsReplaced() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    ThreadFactory threads =
        work ->
            new Thread(
                () -> {
                  if (!broken.getAndSet(false)) {
                    work.run();
                  }
                });
    LoadedModel.Loader loader = new LoadThreads(version -> model, () -> serving, threads);

    assertThatThrownBy(() -> loader.load(VERSION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended");
    assertThat(loader.load(VERSION)).isSameAs(model);
  }

  @Test
  void closingEndsTheThreadAfterTheLoadThatIsUnderWay() throws Exception {
    CompletableFuture<Thread> seen = new CompletableFuture<>();
    CompletableFuture<LoadThreads> itself = new CompletableFuture<>();
    LoadThreads loader =
        threads(
            version -> {
              seen.complete(Thread.currentThread());
              itself.join().close();
              return model;
            });
    itself.complete(loader);

    assertThat(loader.load(VERSION)).isSameAs(model);
    seen.join().join();
    loader.close();

    assertThatThrownBy(() -> loader.load(VERSION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void failuresAreThoseOfTheLoad() {
    CheckpointException refused = new CheckpointException.Wrong("weights: missing");
    assertThatThrownBy(() -> failing(refused).load(VERSION)).isSameAs(refused);
    IOException failed = new IOException("connection reset");
    assertThatThrownBy(() -> failing(failed).load(VERSION)).isSameAs(failed);
  }

  @Test
  void anErrorOfALoadIsAFailureThatMayPass() {
    OutOfMemoryError error = new OutOfMemoryError("heap");
    assertThatThrownBy(() -> failing(error).load(VERSION))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("heap")
        .hasCause(error);
  }

  @Test
  void whoIsInterruptedStillTakesTheModel() throws Exception {
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<LoadedModel> taken = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    LoadedModel.Loader loader =
        threads(
            version -> {
              loading.countDown();
              awaitUninterrupted(interrupted);
              return model;
            });
    Thread watcher =
        new Thread(
            () -> {
              try {
                taken.set(loader.load(VERSION));
              } catch (IOException | CheckpointException e) {
                throw new AssertionError(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    watcher.start();
    loading.await();
    watcher.interrupt();
    interrupted.countDown();
    watcher.join();

    assertThat(taken.get()).isSameAs(model);
    assertThat(flag.get()).isTrue();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private LoadThreads threads(LoadedModel.Loader loader) {
    return new LoadThreads(loader, () -> serving, Thread::new);
  }

  private LoadedModel.Loader failing(Throwable failure) {
    return threads(
        version -> {
          fail(failure);
          return model;
        });
  }

  private static void fail(Throwable failure) throws CheckpointException, IOException {
    if (failure instanceof CheckpointException e) {
      throw e;
    }
    if (failure instanceof IOException e) {
      throw e;
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) failure;
  }

  /** The calling thread's nice value, as proc(5) has it in field 19. */
  private static int nice() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Integer.parseInt(fields[NICE_FIELD]);
  }
}
