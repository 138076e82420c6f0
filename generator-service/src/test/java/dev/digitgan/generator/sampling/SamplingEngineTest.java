package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.ModelLease;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.sampling.SampleDemand.ImageRange;
import dev.digitgan.runtime.access.ClientIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SamplingEngineTest {
  private static final ClientIdentity CLIENT = ClientIdentity.current();
  private static final SamplingLimits LIMITS = new SamplingLimits(2, 1_000, 1);

  private final Semaphore tiles = new Semaphore(0);
  private final CountDownLatch drawing = new CountDownLatch(1);
  private final FakeModel model =
      new FakeModel(
          () -> {
            drawing.countDown();
            tiles.acquireUninterruptibly();
          });
  private final CountingListener listener = new CountingListener();
  private final ModelSlot slot = new ModelSlot(1);
  private final SamplingEngine engine = new SamplingEngine(LIMITS, Thread::new, listener);

  @AfterEach
  void stop() {
    tiles.release(1_000_000);
    engine.close();
    engine.close();
  }

  @Test
  void aCallHasTheImagesOfItsRange() throws Exception {
    start(1_000_000);

    assertThat(pixels(submit(150, 0))).isEqualTo(FakeModel.expected(7, 0, 150));
    assertThat(pixels(submit(100, 50))).isEqualTo(FakeModel.expected(7, 50, 100));
    assertThat(pixels(submit(1, Long.MAX_VALUE - 1)))
        .isEqualTo(FakeModel.expected(7, Long.MAX_VALUE - 1, 1));
    assertThat(listener.rowCount).hasValue(251);
    assertThat(listener.begunCount).hasValue(3);
  }

  @RepeatedTest(20)
  void manyCallsAtOnceDoNotMix() throws Exception {
    start(1_000_000);
    List<SampleCall> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      calls.add(submit(10 + 5 * i, i));
    }

    for (int i = 0; i < 16; i++) {
      assertThat(pixels(calls.get(i))).isEqualTo(FakeModel.expected(7, i, 10 + 5 * i));
    }
    assertThat(slot.openLeaseCount()).isZero();
  }

  @Test
  void whatDoesNotFitIsRefusedAndItsLeaseStaysTheCallers() throws Exception {
    slot.serve(TestModels.loaded(1, model));
    submit(1_000, 0);
    try (ModelLease lease = slot.lease(VersionSelector.SERVING)) {
      assertThatThrownBy(() -> engine.submit(demand(1, 0, lease)))
          .isInstanceOf(QueueFullException.class);
      assertThat(slot.openLeaseCount()).isEqualTo(2);
    }
  }

  @Test
  void aCancelledCallCostsNoMoreTilesAndLetsGoOfItsModel() throws Exception {
    start(0);
    SampleCall call = submit(640, 0);
    await().untilAsserted(() -> assertThat(model.drawCount()).isEqualTo(2));

    call.cancel();

    assertThat(engine.queuedImageCount()).isZero();
    assertThat(slot.openLeaseCount()).as("two tiles are being drawn").isEqualTo(1);
    tiles.release(2);
    assertThatThrownBy(() -> pixels(call))
        .satisfiesAnyOf(
            e -> assertThat(e).isInstanceOf(CancellationException.class),
            e -> assertThat(e).hasCauseInstanceOf(CancellationException.class));
    assertThat(model.drawCount()).isEqualTo(2);
    assertThat(slot.openLeaseCount()).isZero();
  }

  @Test
  void aCallThatIsCancelledWhileItWaitsIsNeverDrawn() throws Exception {
    slot.serve(TestModels.loaded(1, model));
    SampleCall call = submit(640, 0);

    call.cancel();
    engine.start();

    assertThatThrownBy(() -> pixels(call)).isInstanceOf(Exception.class);
    assertThat(model.drawCount()).isZero();
    assertThat(slot.openLeaseCount()).isZero();
  }

  @Test
  void aModelThatFailsEndsItsCallAndNoOther() throws Exception {
    FakeModel broken =
        new FakeModel(
            () -> {
              throw new IllegalStateException("not finite");
            });
    slot.serve(TestModels.loaded(1, broken));
    engine.start();
    assertThatThrownBy(() -> pixels(submit(640, 0)))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("not finite");
    assertThat(slot.openLeaseCount()).isZero();

    slot.serve(TestModels.loaded(2, model));
    tiles.release(1);

    assertThat(pixels(submit(3, 0))).isEqualTo(FakeModel.expected(7, 0, 3));
  }

  @RepeatedTest(20)
  void aSmallCallDoesNotWaitForAllOfALargeOne() throws Exception {
    slot.serve(TestModels.loaded(1, model));
    try (SamplingEngine oneWorker =
        new SamplingEngine(new SamplingLimits(1, 1_000, 1), Thread::new, listener)) {
      oneWorker.start();
      SampleCall large = oneWorker.submit(demand(640, 0, lease()));
      assertThat(drawing.await(30, TimeUnit.SECONDS)).isTrue();
      SampleCall small = oneWorker.submit(demand(1, 0, lease()));

      tiles.release(2);

      assertThat(pixels(small)).isEqualTo(FakeModel.expected(7, 0, 1));
      assertThat(large.pixels().toCompletableFuture()).isNotDone();
      tiles.release(100);
      assertThat(pixels(large)).isEqualTo(FakeModel.expected(7, 0, 640));
    }
  }

  @Test
  void rowsOfManyCallsShareATile() throws Exception {
    start(0);
    SampleCall first = submit(640, 0);
    await().untilAsserted(() -> assertThat(model.drawCount()).isEqualTo(2));
    List<SampleCall> small = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      small.add(submit(1, i));
    }
    tiles.release(100);
    for (int i = 0; i < 40; i++) {
      assertThat(pixels(small.get(i))).isEqualTo(FakeModel.expected(7, i, 1));
    }
    assertThat(pixels(first)).isEqualTo(FakeModel.expected(7, 0, 640));
    assertThat(model.drawCount()).as("680 rows in tiles of 64").isEqualTo(11);
  }

  @Test
  void aCallWhoseDeadlinePassesWhileItWaitsIsNeverDrawn() throws Exception {
    start(0);
    submit(64, 0);
    submit(64, 0);
    await().untilAsserted(() -> assertThat(model.drawCount()).isEqualTo(2));
    SampleCall late =
        engine.submit(
            new SampleDemand(
                new ImageRange(7, 0, 10, OptionalInt.empty()),
                slot.lease(VersionSelector.SERVING),
                CLIENT,
                OptionalLong.of(System.nanoTime() + 1_000_000)));
    await().until(() -> late.demand().isLate(System.nanoTime()));

    tiles.release(2);

    assertThatThrownBy(() -> pixels(late)).hasCauseInstanceOf(DeadlinePassedException.class);
    assertThat(model.drawCount()).isEqualTo(2);
    assertThat(engine.queuedImageCount()).isZero();
    await().untilAsserted(() -> assertThat(slot.openLeaseCount()).isZero());
  }

  @Test
  void callsOfSeveralModelsTakeTurns() throws Exception {
    FakeModel other = new FakeModel();
    start(0);
    SampleCall large = submit(960, 0);
    await().untilAsserted(() -> assertThat(model.drawCount()).isEqualTo(2));
    ModelLease first = slot.lease(VersionSelector.SERVING);
    slot.serve(TestModels.loaded(2, other));
    SampleCall small = submit(1, 0);

    tiles.release(4);

    assertThat(pixels(small)).isEqualTo(FakeModel.expected(7, 0, 1));
    assertThat(model.lateDrawCount()).isZero();
    assertThat(model.closeCount()).as("it is held").isZero();
    tiles.release(100);
    assertThat(pixels(large)).isEqualTo(FakeModel.expected(7, 0, 960));
    first.close();
    await().untilAsserted(() -> assertThat(model.closeCount()).isEqualTo(1));
  }

  @Test
  void closingEndsWhatWaitsAndWaitsForWhatIsDrawn() throws Exception {
    start(0);
    SampleCall begun = submit(64, 0);
    SampleCall alsoBegun = submit(64, 0);
    await().untilAsserted(() -> assertThat(model.drawCount()).isEqualTo(2));
    SampleCall waits = submit(64, 0);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(engine::close);

    assertThatThrownBy(() -> pixels(waits)).hasCauseInstanceOf(DrainingException.class);
    assertThat(closed).isNotDone();
    tiles.release(2);

    closed.get(30, TimeUnit.SECONDS);
    assertThat(pixels(begun)).isEqualTo(pixels(alsoBegun));
    assertThat(slot.openLeaseCount()).isZero();
  }

  private void start(int permits) {
    slot.serve(TestModels.loaded(1, model));
    tiles.release(permits);
    engine.start();
  }

  private SampleCall submit(int count, long first) {
    return engine.submit(demand(count, first, lease()));
  }

  private ModelLease lease() {
    return slot.lease(VersionSelector.SERVING);
  }

  private static SampleDemand demand(int count, long first, ModelLease lease) {
    return new SampleDemand(
        new ImageRange(7, first, count, OptionalInt.empty()), lease, CLIENT, OptionalLong.empty());
  }

  private static byte[] pixels(SampleCall call) throws Exception {
    return call.pixels().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
