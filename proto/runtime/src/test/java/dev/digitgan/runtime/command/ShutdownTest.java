package dev.digitgan.runtime.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownTest {
  private final CompletableFuture<Integer> halted = new CompletableFuture<>();

  @Test
  void aSignalWaitsForTheCommandAndTakesItsStatus() throws Exception {
    Shutdown shutdown = new Shutdown(halted::complete);
    shutdown.limit(Duration.ofMinutes(1), 1);
    Thread hook = new Thread(shutdown::onSignal);

    hook.start();
    shutdown.await();
    assertThat(halted).isNotDone();
    shutdown.end(0);

    assertThat(halted.get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void aCommandThatDoesNotEndIsHaltedAsFailed() throws Exception {
    Shutdown shutdown = new Shutdown(halted::complete);
    shutdown.limit(Duration.ofMillis(1), 1);

    shutdown.onSignal();

    assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(1);
  }

  @Test
  void aCommandThatASignalMayEndIsHaltedWithItsOwnStatus() throws Exception {
    Shutdown shutdown = new Shutdown(halted::complete);
    shutdown.limit(Duration.ofMillis(1), 6);

    shutdown.onSignal();

    assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(6);
  }

  @Test
  void aCommandWithNothingToPutInOrderIsLeftToTheSignal() {
    Shutdown shutdown = new Shutdown(halted::complete);

    shutdown.onSignal();

    assertThat(halted).isNotDone();
  }

  @Test
  void itsOwnEndTakesItsStatus() throws Exception {
    Shutdown shutdown = new Shutdown(halted::complete);
    shutdown.end(3);

    shutdown.onSignal();

    assertThat(halted.get(30, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void aRequestFromWithinEndsTheWait() throws Exception {
    Shutdown shutdown = new Shutdown(halted::complete);
    assertThat(shutdown.isRequested()).isFalse();

    shutdown.request();

    assertThat(shutdown.isRequested()).isTrue();
    shutdown.await();
  }

  @Test
  void listenersHearOfARequestOnce() {
    Shutdown shutdown = new Shutdown(halted::complete);
    List<String> heard = new ArrayList<>();
    shutdown.onRequest(() -> heard.add("before"));
    assertThat(heard).isEmpty();

    shutdown.request();
    shutdown.onRequest(() -> heard.add("after"));
    shutdown.onSignal();

    assertThat(heard).containsExactly("before", "after");
  }
}
