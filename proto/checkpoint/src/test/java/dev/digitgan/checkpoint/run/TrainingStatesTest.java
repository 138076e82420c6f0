package dev.digitgan.checkpoint.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingStatesTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final float[] NUMBERS = {1, -0f, Float.MIN_VALUE, Float.NaN, 1e30f, 6};
  private static final Map<String, Shape> SHAPES =
      Map.of("generator.a", new Shape(2, 3), "generator.adam.first.a", new Shape(1));

  private final ObjectStore store = new InMemoryStore();
  private final TrainingStates states = new TrainingStates(store, KEYS, "r");

  @Test
  void whatIsSavedIsLoadedBitForBit() throws Exception {
    assertThat(save(7)).isTrue();
    SavedState saved = states.load(states.record(7), SHAPES);
    assertThat(saved.record().getSeed()).isEqualTo(5);
    assertThat(saved.tensor("generator.a").values()).isEqualTo(NUMBERS);
    assertThat(saved.tensor("generator.a").shape()).isEqualTo(new Shape(2, 3));
    assertThat(saved.tensor("generator.adam.first.a").values()).containsExactly(4);
  }

  @Test
  void statesAreListedNewestFirstAndOldOnesRemoved() throws Exception {
    for (long step : new long[] {9, 10, 2, 100}) {
      save(step);
    }
    assertThat(states.steps()).containsExactly(100L, 10L, 9L, 2L);
    states.keepNewest(2);
    assertThat(states.steps()).containsExactly(100L, 10L);
    assertThat(new TrainingStates(store, KEYS, "other").steps()).isEmpty();
  }

  @Test
  void theFirstStateOfAStepStays() throws Exception {
    save(7);
    byte[] first = store.read(KEYS.state("r", 7), 10_000);
    assertThat(save(7)).isFalse();
    assertThat(store.read(KEYS.state("r", 7), 10_000)).isEqualTo(first);
  }

  @Test
  void whoIsFencedSavesNothing() throws Exception {
    Fence passed =
        () -> {
          throw new FencedException("passed");
        };
    assertThatThrownBy(() -> states.save(state(7), tensors(), passed))
        .isInstanceOf(FencedException.class);
    assertThat(states.steps()).isEmpty();
  }

  @Test
  void otherTensorsThanExpectedAreRefused() throws Exception {
    save(7);
    TrainingState record = states.record(7);
    assertThatThrownBy(() -> states.load(record, Map.of("generator.a", new Shape(2, 3))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("unexpected tensor 'generator.adam.first.a'");
    assertThatThrownBy(
            () ->
                states.load(
                    record,
                    Map.of("generator.a", new Shape(6), "generator.adam.first.a", new Shape(1))))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("tensor 'generator.a' is (2, 3), not (6)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schema\": 1|\"schema\": 2|schema is 2; this trainer knows 1",
        "\"step\": \"7\"|\"step\": \"8\"|state is of step 8 of run 'r', not of step 7 of 'r'",
        "\"run\": \"r\"|\"run\": \"s\"|state is of step 7 of run 's', not of step 7 of 'r'",
        "\"schema\"|schema|state is not JSON",
      })
  void aRecordThatIsNotUnderstoodIsRefusedByField(String found, String put, String message)
      throws Exception {
    save(7);
    String text = new String(store.read(KEYS.state("r", 7), 10_000), UTF_8);
    assertThat(text).contains(found);
    store.put(KEYS.state("r", 7), text.replace(found, put).getBytes(UTF_8));
    assertThatThrownBy(() -> states.record(7))
        .isInstanceOf(CheckpointException.class)
        .hasMessageStartingWith(message);
  }

  private boolean save(long step) throws Exception {
    return states.save(state(step), tensors(), Fence.OPEN);
  }

  private static TrainingState state(long step) {
    return TrainingState.newBuilder().setStep(step).setSeed(5).build();
  }

  private static Map<String, HostTensor> tensors() {
    return Map.of(
        "generator.a",
        new HostTensor(new Shape(2, 3), NUMBERS),
        "generator.adam.first.a",
        new HostTensor(new Shape(1), new float[] {4}));
  }
}
