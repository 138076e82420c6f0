package dev.digitgan.checkpoint.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RunOwnershipTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final ObjectStore store = new InMemoryStore();

  @Test
  void whoeverClaimsLastHoldsTheRun() throws Exception {
    assertThat(RunOwnership.everClaimed(store, KEYS, "r")).isFalse();
    RunOwnership first = claim("first");
    first.requireHeld();
    RunOwnership second = claim("second");
    RunOwnership third = claim("third");
    third.requireHeld();
    assertThatThrownBy(second::requireHeld).isInstanceOf(FencedException.class);
    assertThatThrownBy(first::requireHeld)
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("number 2 (second, since 2026-01-01T00:00:00Z)")
        .hasMessageEndingWith("which was number 1");
    assertThat(RunOwnership.everClaimed(store, KEYS, "r")).isTrue();
  }

  @Test
  void otherRunsAreOtherOwners() throws Exception {
    RunOwnership mine = claim("mine");
    RunOwnership.claim(store, KEYS, "r2", "other", Instant.EPOCH);
    RunOwnership.claim(store, new CheckpointKeys("letters"), "r", "other", Instant.EPOCH);
    assertThatCode(mine::requireHeld).doesNotThrowAnyException();
  }

  @Test
  void anOwnerWhoseRecordCannotBeReadCountsAsWell() throws Exception {
    RunOwnership mine = claim("mine");
    store.putIfAbsent(KEYS.owner("r", 2), new byte[] {'{'});
    assertThatThrownBy(mine::requireHeld)
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("number 2 replaced this process");
  }

  @Test
  void racingClaimsGetDistinctNumbersWithoutAGap() throws Exception {
    int claims = 40;
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Long>> numbers = new ArrayList<>();
      for (int i = 0; i < claims; i++) {
        numbers.add(threads.submit(() -> claim("racer").number()));
      }
      List<Long> taken = new ArrayList<>();
      for (Future<Long> number : numbers) {
        taken.add(number.get());
      }
      assertThat(taken)
          .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, claims).boxed().toList());
    } finally {
      threads.shutdownNow();
    }
  }

  private RunOwnership claim(String holder) throws IOException {
    return RunOwnership.claim(store, KEYS, "r", holder, Instant.parse("2026-01-01T00:00:00Z"));
  }
}
