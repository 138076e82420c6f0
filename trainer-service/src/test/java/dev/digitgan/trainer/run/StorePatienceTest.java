package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class StorePatienceTest {
  private final CountDownLatch answer = new CountDownLatch(1);

  @Test
  void aStoreThatDoesNotAnswerIsGivenUpAfterTheRequestToEnd() {
    try (StorePatience patience = StorePatience.ofThisThread(Duration.ofMillis(1))) {
      patience.endRequested();
      assertThatThrownBy(answer::await).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void nothingIsGivenUpBeforeTheRequestAndNothingAfterTheEnd() {
    StorePatience patience = StorePatience.ofThisThread(Duration.ZERO);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    patience.close();
    patience.endRequested();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void anInterruptThatNobodyNoticedIsForgottenAtTheEnd() {
    StorePatience patience = StorePatience.ofThisThread(Duration.ZERO);
    patience.endRequested();
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
    patience.close();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
