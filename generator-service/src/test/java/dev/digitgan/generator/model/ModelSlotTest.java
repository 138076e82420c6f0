package dev.digitgan.generator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.network.GeneratorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ModelSlotTest {
  private static final VersionSelector SERVING = VersionSelector.SERVING;
  private static final float[] TILE = new float[64 * TestModels.LATENTS.size()];

  private final ModelSlot slot = new ModelSlot(2);
  private final FakeModel first = new FakeModel();
  private final FakeModel second = new FakeModel();
  private final FakeModel third = new FakeModel();

  @Test
  void thereIsNothingToLeaseBeforeTheFirst() {
    assertThatThrownBy(() -> slot.lease(SERVING)).isInstanceOf(NoModelException.class);
    assertThat(slot.serving()).isEmpty();
  }

  @Test
  void theNewestIsServedAndItsPredecessorCanBeNamed() {
    slot.serve(TestModels.loaded(1, first));
    slot.serve(TestModels.loaded(2, second));

    assertThat(leased(SERVING)).isEqualTo(2);
    assertThat(leased(VersionSelector.parse("1"))).isEqualTo(1);
    assertThat(slot.loaded()).extracting(model -> model.version().number()).containsExactly(2L, 1L);
    assertThat(first.closeCount()).isZero();
  }

  @Test
  void whatIsKeptNoLongerIsFreedAtOnce() {
    slot.serve(TestModels.loaded(1, first));
    slot.serve(TestModels.loaded(2, second));
    slot.serve(TestModels.loaded(3, third));

    assertThat(first.closeCount()).isEqualTo(1);
    assertThat(second.closeCount()).isZero();
    assertThatThrownBy(() -> slot.lease(VersionSelector.parse("1")))
        .isInstanceOf(NoSuchVersionException.class);
  }

  @Test
  void whatIsLeasedIsFreedWhenTheLastLeaseEnds() {
    slot.serve(TestModels.loaded(1, first));
    ModelLease one = slot.lease(SERVING);
    ModelLease two = slot.lease(SERVING);
    slot.serve(TestModels.loaded(2, second));
    slot.serve(TestModels.loaded(3, third));

    one.close();
    one.close();
    assertThat(first.closeCount()).isZero();
    assertThat(slot.openLeaseCount()).isEqualTo(1);
    two.close();

    assertThat(first.closeCount()).isEqualTo(1);
    assertThat(slot.openLeaseCount()).isZero();
  }

  @Test
  void closingFreesAllButWhatIsLeased() {
    slot.serve(TestModels.loaded(1, first));
    slot.serve(TestModels.loaded(2, second));
    ModelLease lease = slot.lease(SERVING);

    slot.close();
    slot.close();

    assertThat(first.closeCount()).isEqualTo(1);
    assertThat(second.closeCount()).isZero();
    lease.close();
    assertThat(second.closeCount()).isEqualTo(1);
    assertThatThrownBy(() -> slot.lease(SERVING)).isInstanceOf(NoModelException.class);
  }

  @Test
  void whatComesAfterTheEndIsFreedAtOnce() {
    slot.close();

    slot.serve(TestModels.loaded(1, first));

    assertThat(first.closeCount()).isEqualTo(1);
    assertThat(slot.serving()).isEmpty();
  }

  @Test
  void aChannelMovesTogetherWithWhatIsServed() {
    ModelSlot one = new ModelSlot(1);
    VersionSelector stable = VersionSelector.parse("channel:stable");
    one.serve(TestModels.loaded(1, first), channel(1));
    one.lease(stable).close();

    one.serve(TestModels.loaded(2, second), channel(2));
    try (ModelLease lease = one.lease(stable)) {
      assertThat(lease.description().version().number()).isEqualTo(2);
    }

    one.moveChannels(channel(1));
    assertThatThrownBy(() -> one.lease(stable))
        .isInstanceOf(NoSuchVersionException.class)
        .hasMessage("channel 'stable' names version 1, which is not loaded; loaded: 2");
    one.serve(TestModels.loaded(3, third));
    assertThatThrownBy(() -> one.lease(stable)).hasMessageContaining("names version 1");
  }

  private static Map<String, Version> channel(long version) {
    return Map.of("stable", new Version(version));
  }

  @RepeatedTest(20)
  void noLeaseEverHoldsAFreedModel() throws Exception {
    List<FakeModel> models = new ArrayList<>();
    FakeModel initial = new FakeModel();
    models.add(initial);
    slot.serve(TestModels.loaded(1, initial));
    AtomicBoolean swapping = new AtomicBoolean(true);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        calls.add(callers.submit(drawWhile(swapping)));
      }
      for (int version = 2; version < 300; version++) {
        FakeModel next = new FakeModel();
        models.add(next);
        slot.serve(TestModels.loaded(version, next));
      }
      swapping.set(false);
      for (Future<Integer> call : calls) {
        assertThat(call.get(30, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      callers.shutdownNow();
    }
    slot.close();

    assertThat(models).allSatisfy(model -> assertThat(model.closeCount()).isEqualTo(1));
    assertThat(models).allSatisfy(model -> assertThat(model.lateDrawCount()).isZero());
  }

  private Callable<Integer> drawWhile(AtomicBoolean swapping) {
    return () -> {
      int count = 0;
      do {
        try (ModelLease lease = slot.lease(SERVING)) {
          lease.model().draw(TILE, GeneratorModel.CANONICAL_TILE).close();
          count++;
        }
      } while (swapping.get());
      return count;
    };
  }

  private long leased(VersionSelector selector) {
    try (ModelLease lease = slot.lease(selector)) {
      return lease.description().version().number();
    }
  }
}
