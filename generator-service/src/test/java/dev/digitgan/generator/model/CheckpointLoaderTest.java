package dev.digitgan.generator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.GoldenSample;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.CheckpointLoader.Phase;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a load leaves in memory, whichever way it ends. */
class CheckpointLoaderTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");
  private static final Version FIRST = new Version(1);
  private static final long WEIGHTS = 8 * 32 + 32 + 32 * 784 + 784;

  private final ObjectStore store = new InMemoryStore();
  private final CheckpointPublisher publisher = new CheckpointPublisher(store, KEYS);
  private final List<Phase> passed = new ArrayList<>();

  @BeforeEach
  void prepareThread() {
    EngineSettings.ONE_THREAD.prepareInferenceThread();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aModelTakesItsBytesUntilItIsRetired(Precision precision) throws Exception {
    publisher.publish(TestModels.draft(1));
    CheckpointLoader loader = loader(precision, TileCalibration::threadNanos);

    LoadedModel model = loader.load(FIRST);
    assertThat(passed).containsExactly(Phase.values());
    assertThat(loader.openModelCount()).isEqualTo(1);
    assertThat(loader.openModelBytes())
        .isEqualTo(WEIGHTS * (precision == Precision.FLOAT32 ? 4 : 8));

    model.retire();
    requireNothingOpen(loader);
  }

  @Test
  void whatIsLeasedIsFreedWhenItsLastLeaseEnds() throws Exception {
    publisher.publish(TestModels.draft(1));
    publisher.publish(TestModels.draft(2));
    CheckpointLoader loader = loader(Precision.FLOAT32, TileCalibration::threadNanos);
    ModelSlot slot = new ModelSlot(1);
    slot.serve(loader.load(FIRST));
    ModelLease lease = slot.lease(VersionSelector.SERVING);
    slot.serve(loader.load(new Version(2)));
    assertThat(loader.openModelBytes()).isEqualTo(2 * 4 * WEIGHTS);

    lease.close();
    assertThat(loader.openModelBytes()).isEqualTo(4 * WEIGHTS);

    slot.close();
    requireNothingOpen(loader);
  }

  @Test
  void aVersionThatIsNotThereTakesNothing() {
    CheckpointLoader loader = loader(Precision.FLOAT32, TileCalibration::threadNanos);

    assertThatThrownBy(() -> loader.load(FIRST)).isInstanceOf(CheckpointException.class);
    requireNothingOpen(loader);
    assertThat(passed).isEmpty();
  }

  @Test
  void aModelWhoseOutputIsNotFiniteLeavesNothing() throws Exception {
    publisher.publish(TestModels.brokenDraft());
    CheckpointLoader loader = loader(Precision.FLOAT32, TileCalibration::threadNanos);

    assertThatThrownBy(() -> loader.load(FIRST))
        .isInstanceOf(CheckpointException.class)
        .hasMessageContaining("NaN");
    requireNothingOpen(loader);
    assertThat(passed).containsExactly(Phase.READ, Phase.LOAD);
  }

  @Test
  void aModelThatDrawsSomethingElseLeavesNothingAndIsNotReadAgain() throws Exception {
    CheckpointDraft draft = TestModels.draft(1);
    byte[] nothing = new byte[GoldenSample.IMAGES * TestModels.SHAPE.bytes()];
    publisher.publish(
        new CheckpointDraft(
            draft.spec(),
            draft.engine(),
            draft.weights(),
            draft.preview(),
            Optional.of(new GoldenSample(GoldenSample.SEED, GoldenSample.IMAGES, nothing)),
            draft.provenance()));
    CheckpointLoader loader = loader(Precision.FLOAT32, TileCalibration::threadNanos);

    assertThatThrownBy(() -> loader.load(FIRST)).hasMessageStartingWith("golden: ");
    requireNothingOpen(loader);
    passed.clear();
    assertThatThrownBy(() -> loader.load(FIRST)).hasMessageContaining("quarantine");
    assertThat(passed).isEmpty();
  }

  @Test
  void aCalibrationThatFailsLeavesNothingAndMayBeTriedAgain() throws Exception {
    publisher.publish(TestModels.draft(1));
    for (Throwable failure :
        List.of(new OutOfMemoryError("native"), new IllegalStateException("engine"))) {
      FailingOnce clock = new FailingOnce(failure);
      CheckpointLoader loader = loader(Precision.FLOAT32, clock);

      assertThatThrownBy(() -> loader.load(FIRST)).isSameAs(failure);
      requireNothingOpen(loader);

      loader.load(FIRST).retire();
      requireNothingOpen(loader);
    }
  }

  @Test
  void aListenerThatFailsChangesNothing() throws Exception {
    publisher.publish(TestModels.draft(1));
    CheckpointLoader loader =
        new CheckpointLoader(
            new CheckpointReader(store, KEYS),
            Device.cpu(),
            Numerics.of(Device.cpu(), Precision.FLOAT32),
            (phase, time) -> {
              throw new IllegalStateException("a listener's own trouble");
            });

    loader.load(FIRST).retire();
    requireNothingOpen(loader);
  }

  private static void requireNothingOpen(CheckpointLoader loader) {
    assertThat(loader.openModelCount()).isZero();
    assertThat(loader.openModelBytes()).isZero();
  }

  private CheckpointLoader loader(Precision precision, LongSupplier cpuNanos) {
    return new CheckpointLoader(
        new CheckpointReader(store, KEYS),
        Device.cpu(),
        Numerics.of(Device.cpu(), precision),
        (phase, time) -> {
          assertThat(time).isGreaterThanOrEqualTo(Duration.ZERO);
          passed.add(phase);
        },
        new TileCalibration(precision, TileCalibration.CPU_CANDIDATES, cpuNanos));
  }

  /** A clock in whose reading something fails, the third time. */
  private static final class FailingOnce implements LongSupplier {
    private final Throwable failure;
    private int readings;

    FailingOnce(Throwable failure) {
      this.failure = failure;
    }

    @Override
    public long getAsLong() {
      readings++;
      if (readings == 3 && failure instanceof Error e) {
        throw e;
      }
      if (readings == 3 && failure instanceof RuntimeException e) {
        throw e;
      }
      return 0;
    }
  }
}
