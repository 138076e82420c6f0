package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.run.RunOwnership;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.testing.TrainingThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that both take themselves for the owner of a run. */
@ExtendWith(TrainingThread.class)
final class FencingTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 26);

  private final ObjectStore store;
  private final CheckpointReader reader;

  FencingTest(@TempDir Path directory) {
    store = new DirectoryStore(directory);
    reader = new CheckpointReader(store, RunFixture.KEYS);
  }

  @Test
  void anOwnerThatWasPassedStopsAtItsNextSaveAndPublishesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                new RunFixture(store, DIGITS)
                    .saving(StateSaver.Schedule.everySteps(1))
                    .tells(passing(3))
                    .train(plan(), () -> false))
        .isInstanceOf(FencedException.class)
        .hasMessageMatching(
            "run r has another owner now: number 2 \\(another, since 2026-01-01T00:00:00Z\\)"
                + " replaced this process, which was number 1");
    assertThat(new TrainingStates(store, RunFixture.KEYS, "r").steps()).containsExactly(2L, 1L);
    assertThat(reader.versions()).isEmpty();
  }

  @Test
  void anOwnerThatWasPassedPublishesNotEvenItsLastState() throws Exception {
    assertThatThrownBy(
            () -> new RunFixture(store, DIGITS).tells(passing(2)).train(plan(), () -> false))
        .isInstanceOf(FencedException.class);
    assertThat(reader.versions()).isEmpty();

    new RunFixture(store, DIGITS).train(plan(), () -> false);
    assertThat(reader.versions()).hasSize(1);
  }

  /** Between the blobs of a version and its manifest, the last moment that can be told. */
  @Test
  void anOwnerThatIsPassedWhileItWritesBlobsDoesNotCommit() throws Exception {
    ObjectStore passingAtPreview =
        new ForwardingStore(store) {
          @Override
          public void put(String key, byte[] bytes) throws IOException {
            super.put(key, bytes);
            if (key.startsWith("blobs/")) {
              pass();
            }
          }

          @Override
          public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
            boolean written = super.putIfAbsent(key, bytes);
            if (key.startsWith("blobs/")) {
              pass();
            }
            return written;
          }
        };
    assertThatThrownBy(() -> new RunFixture(passingAtPreview, DIGITS).train(plan(), () -> false))
        .isInstanceOf(FencedException.class);
    assertThat(reader.versions()).isEmpty();
  }

  private RunObserver passing(long step) {
    return new RunObserver() {
      @Override
      public void stepped(RunProgress progress) {
        if (progress.step() == step) {
          pass();
        }
      }
    };
  }

  private void pass() {
    try {
      RunOwnership.claim(
          store, RunFixture.KEYS, "r", "another", Instant.parse("2026-01-01T00:00:00Z"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunPlan plan() {
    return TestRecipes.tinyPlan("r", 1);
  }
}
