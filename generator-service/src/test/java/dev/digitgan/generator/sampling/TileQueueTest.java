package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.model.TileSizes;
import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.sampling.Lane.Ticket;
import dev.digitgan.generator.sampling.SampleDemand.ImageRange;
import dev.digitgan.generator.sampling.Tile.Segment;
import dev.digitgan.runtime.access.ClientIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TileQueueTest {
  private final ModelSlot slot = new ModelSlot(2);
  private final FakeModel model = new FakeModel(() -> {}, new TileSizes(List.of(16, 64)));
  private final TileCosts.Book book = new TileCosts.Book();
  private final TileCosts costs = book.of(TestModels.SPEC);
  private long now = 1_000;
  private final TileQueue queue =
      new TileQueue(new Admission(new SamplingLimits(1, 1_000, 0.5)), book, () -> now);

  @BeforeEach
  void serve() {
    slot.serve(TestModels.loaded(1, model));
    for (int i = 0; i < 3; i++) { // 1,000 images a second at the best size.
      costs.shouldTry(16, now);
      costs.shouldTry(64, now);
      costs.record(16, Duration.ofMillis(20), now);
      costs.record(64, Duration.ofMillis(64), now);
    }
  }

  @Test
  void aLoneCallFillsTheCheapestTilesAndWhatIsLeftSmallOnes() throws Exception {
    SampleCall call = ready(150);

    assertThat(takeAll())
        .containsExactly(
            new Tile(model, costs, 64, List.of(new Segment(call, 0, 64, 0))),
            new Tile(model, costs, 64, List.of(new Segment(call, 64, 64, 0))),
            new Tile(model, costs, 16, List.of(new Segment(call, 128, 16, 0))),
            new Tile(model, costs, 16, List.of(new Segment(call, 144, 6, 0))));
    assertThat(queue.imageCount()).isZero();
  }

  @Test
  void fewRowsTakeTheSmallestTileThatFits() throws Exception {
    SampleCall call = ready(3);
    SampleCall other = ready(13);

    assertThat(takeAll())
        .containsExactly(
            new Tile(
                model,
                costs,
                16,
                List.of(new Segment(call, 0, 3, 0), new Segment(other, 0, 13, 3))));
  }

  @Test
  void callsTakeTurnsWithinATile() throws Exception {
    SampleCall large = ready(100);
    SampleCall one = ready(1);
    SampleCall middle = ready(20);

    assertThat(takeAll())
        .containsExactly(
            new Tile(
                model,
                costs,
                64,
                List.of(
                    new Segment(large, 0, 16, 0),
                    new Segment(one, 0, 1, 16),
                    new Segment(middle, 0, 16, 17),
                    new Segment(large, 16, 16, 33),
                    new Segment(middle, 16, 4, 49),
                    new Segment(large, 32, 11, 53))),
            new Tile(model, costs, 64, List.of(new Segment(large, 43, 57, 0))));
  }

  @Test
  void modelsTakeTurnsByTile() throws Exception {
    SampleCall first = ready(100);
    FakeModel newer = new FakeModel(() -> {}, new TileSizes(List.of(16, 64)));
    slot.serve(TestModels.loaded(2, newer));
    SampleCall second = ready(80);

    assertThat(takeAll())
        .extracting(tile -> tile.model() == model ? "old" : "new", Tile::rows)
        .containsExactly(
            tuple("old", 64),
            tuple("new", 64),
            tuple("old", 16),
            tuple("new", 16),
            tuple("old", 16),
            tuple("old", 4));
    assertThat(first.model()).isNotSameAs(second.model());
  }

  @Test
  void onlyRowsWhoseLatentsAreThereAreTaken() throws Exception {
    SampleCall call = call(100, "a", OptionalLong.empty());
    Ticket ticket = queue.add(call);
    SampleCall other = ready(2);
    assertThat(queue.take().orElseThrow().segments()).containsExactly(new Segment(other, 0, 2, 0));

    queue.ready(ticket, 10);
    assertThat(queue.take().orElseThrow().segments()).containsExactly(new Segment(call, 0, 10, 0));
    queue.ready(ticket, 100);

    assertThat(takeAll()).extracting(Tile::rows).containsExactly(64, 16, 10);
  }

  @Test
  void isBoundedInImagesAndHasRoomAgainAsTilesGo() throws Exception {
    ready(500, "a");
    ready(500, "b");
    assertThatThrownBy(() -> ready(1, "c"))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            e -> {
              assertThat(e.bound()).isEqualTo(QueueFullException.Bound.QUEUE);
              assertThat(e).hasMessage("the queue is full: 1000 of 1000 images wait");
              assertThat(e.retryAfter()).isPositive();
            });

    queue.take();

    assertThat(queue.imageCount()).isEqualTo(936);
    ready(64, "c");
  }

  @Test
  void aClientsCallsShareItsPartAndLeaveTheRestToOthers() {
    ready(400, "greedy");
    assertThatThrownBy(() -> ready(101, "greedy"))
        .isInstanceOfSatisfying(
            QueueFullException.class,
            e -> {
              assertThat(e.bound()).isEqualTo(QueueFullException.Bound.CLIENT);
              assertThat(e)
                  .hasMessage("this client's share of the queue is full: 400 of 500 images wait");
            });
    ready(100, "greedy");
    ready(500, "modest");
  }

  @Test
  void aClientsOnlyCallMayBeLargerThanItsShare() {
    ready(900, "alone");
    assertThat(queue.imageCount()).isEqualTo(900);
  }

  @Test
  void aCallThatIsTakenOutFreesItsRoom() throws Exception {
    SampleCall gone = call(200, "a", OptionalLong.empty());
    Ticket ticket = queue.add(gone);
    queue.ready(ticket, 150);
    SampleCall stays = ready(10);
    assertThat(queue.take().orElseThrow().rows()).isEqualTo(64);

    assertThat(queue.remove(ticket)).isEqualTo(146);

    assertThat(queue.remove(ticket)).isZero();
    queue.ready(ticket, 200);
    assertThat(queue.imageCount()).isZero();
    assertThat(stays.isFailed()).isFalse();
    ready(500, "a");
    assertThat(takeAll()).hasSize(8);
  }

  @Test
  void aCallWhoseDeadlinePassedCostsNoTile() throws Exception {
    SampleCall late = call(30, "a", inMillis(400));
    late.enter();
    late.prepare();
    SampleCall stays = ready(5);
    now += Duration.ofMillis(401).toNanos();

    assertThat(queue.take().orElseThrow().segments()).containsExactly(new Segment(stays, 0, 5, 0));
    assertThat(late.isFailed()).isTrue();
    assertThat(queue.imageCount()).isZero();
    assertThatThrownBy(() -> late.pixels().toCompletableFuture().get(1, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DeadlinePassedException.class);
  }

  @Test
  void aCallThatWouldComeTooLateIsRefusedAtOnce() {
    for (int i = 0; i < 10; i++) {
      ready(50, "a");
    }

    assertThatThrownBy(() -> call(100, "b", inMillis(400)).enter())
        .isInstanceOf(DeadlineTooShortException.class)
        .hasMessageContaining("and the deadline is in 0.400 s");
    call(100, "b", inMillis(5_000)).enter();
  }

  @Test
  void closingWakesWhoeverWaitsAndTakesNoMore() throws Exception {
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return queue.take().isPresent();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
              }
            });

    assertThat(queue.close()).isEmpty();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isFalse();
    assertThatThrownBy(() -> ready(1)).isInstanceOf(DrainingException.class);
  }

  @Test
  void aCallThatIsStillBeingPreparedWhenTheQueueClosesFails() {
    SampleCall call = call(30, "a", OptionalLong.empty());
    call.enter();
    assertThat(queue.close()).isEmpty();

    call.prepare();

    assertThat(call.pixels().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableThat()
        .withCauseInstanceOf(DrainingException.class);
    assertThat(slot.openLeaseCount()).isZero();
  }

  private OptionalLong inMillis(int millis) {
    return OptionalLong.of(now + millis * 1_000_000L);
  }

  private List<Tile> takeAll() throws InterruptedException {
    List<Tile> tiles = new ArrayList<>();
    while (queue.imageCount() > 0) {
      Tile tile = queue.take().orElseThrow();
      tiles.add(tile);
      queue.drawn(tile);
    }
    return tiles;
  }

  private SampleCall ready(int count) {
    return ready(count, "client-" + count);
  }

  private SampleCall ready(int count, String client) {
    SampleCall call = call(count, client, OptionalLong.empty());
    call.enter();
    call.prepare();
    return call;
  }

  private SampleCall call(int count, String client, OptionalLong deadlineNanos) {
    return new SampleCall(
        new SampleDemand(
            new ImageRange(7, 0, count, OptionalInt.empty()),
            slot.lease(VersionSelector.SERVING),
            new ClientIdentity(ClientIdentity.Kind.TOKEN, client),
            deadlineNanos),
        queue,
        new CountingListener());
  }
}
