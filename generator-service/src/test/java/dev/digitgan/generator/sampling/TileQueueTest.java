package dev.digitgan.generator.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.generator.FakeModel;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.ModelSlot;
import dev.digitgan.generator.model.VersionSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TileQueueTest {
  private final ModelSlot slot = new ModelSlot(1);
  private final TileQueue queue = new TileQueue(1_000);

  @BeforeEach
  void serve() {
    slot.serve(TestModels.loaded(1, new FakeModel()));
  }

  @Test
  void aCallIsCutIntoTilesAndTheLastIsWhatIsLeft() throws Exception {
    SampleCall call = call(150);
    queue.add(call);

    assertThat(takeAll())
        .containsExactly(new Tile(call, 0, 64), new Tile(call, 64, 64), new Tile(call, 128, 22));
    assertThat(queue.imageCount()).isZero();
  }

  @Test
  void callsTakeTurns() throws Exception {
    SampleCall large = call(192);
    SampleCall small = call(1);
    SampleCall middle = call(65);
    queue.add(large);
    queue.add(small);
    queue.add(middle);

    assertThat(takeAll())
        .containsExactly(
            new Tile(large, 0, 64),
            new Tile(small, 0, 1),
            new Tile(middle, 0, 64),
            new Tile(large, 64, 64),
            new Tile(middle, 64, 1),
            new Tile(large, 128, 64));
  }

  @Test
  void isBoundedInImagesAndHasRoomAgainAsTilesGo() throws Exception {
    queue.add(call(900));
    queue.add(call(100));
    assertThatThrownBy(() -> queue.add(call(1)))
        .isInstanceOf(QueueFullException.class)
        .hasMessage("the queue is full: 1000 of 1000 images wait");

    queue.take();

    assertThat(queue.imageCount()).isEqualTo(936);
    queue.add(call(64));
  }

  @Test
  void aCallThatIsTakenOutFreesItsRoom() throws Exception {
    SampleCall gone = call(200);
    SampleCall stays = call(10);
    queue.add(gone);
    queue.add(stays);
    assertThat(queue.take()).hasValue(new Tile(gone, 0, 64));

    assertThat(queue.remove(gone)).isEqualTo(3);

    assertThat(queue.remove(gone)).isZero();
    assertThat(queue.imageCount()).isEqualTo(10);
    assertThat(takeAll()).containsExactly(new Tile(stays, 0, 10));
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
    assertThatThrownBy(() -> queue.add(call(1))).isInstanceOf(DrainingException.class);
  }

  private List<Tile> takeAll() throws InterruptedException {
    List<Tile> tiles = new ArrayList<>();
    while (queue.imageCount() > 0) {
      tiles.add(queue.take().orElseThrow());
    }
    return tiles;
  }

  private SampleCall call(int count) {
    return new SampleCall(
        new ImageRange(7, 0, count),
        slot.lease(new VersionSelector.Serving()),
        queue,
        new CountingListener());
  }
}
