package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.TrainingStates;
import dev.digitgan.checkpoint.version.CheckpointPublisher.CommitStateUnknownException;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.ForwardingStore;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.publish.GeneratorJudge.Judgement;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is left of a run whose last version the store does not take. One epoch of three steps. */
@ExtendWith(TrainingThread.class)
final class LastPublishTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 24);
  private static final RunPlan PLAN =
      new RunPlan(
          "r",
          RecipeSettings.with(Recipes.named("mlp-gelu"), "batch", "8"),
          1,
          1,
          Optional.empty(),
          1,
          Optional.empty());

  private final ObjectStore memory = new InMemoryStore();
  private int steps;

  @Test
  void aRunWhoseLastPublishFailsGoesOnFromItsEnd() throws Exception {
    ObjectStore down =
        commits(
            (key, bytes) -> {
              throw new IOException("the store is down");
            });
    assertThatThrownBy(() -> train(down)).isExactlyInstanceOf(IOException.class);
    assertThat(states()).containsExactly(3L);

    assertThat(train(memory)).isZero();
    assertThat(stepsOfVersions()).containsExactly(3L);
  }

  @Test
  void aRunIsSavedWhateverItsPublishingFailsOf() throws Exception {
    RunFixture fixture =
        new RunFixture(memory, DIGITS)
            .judgedBy(
                (model, progress) -> {
                  throw new IllegalStateException("the judge has a fault");
                });
    assertThatThrownBy(() -> fixture.train(PLAN, () -> false)).hasMessage("the judge has a fault");
    assertThat(states()).containsExactly(3L);
  }

  @Test
  void aRunThatIsAskedToStopIsSavedBeforeItIsPublished() throws Exception {
    new RunFixture(memory, DIGITS)
        .judgedBy(
            (model, progress) -> {
              assertThat(states()).containsExactly(2L);
              return Judgement.NONE;
            })
        .tells(counter())
        .train(PLAN, () -> steps == 2);
    assertThat(stepsOfVersions()).containsExactly(2L);

    assertThat(train(memory)).isEqualTo(1);
    assertThat(stepsOfVersions()).containsExactly(3L, 2L);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsFound() throws Exception {
    ObjectStore late =
        commits(
            (key, bytes) -> {
              // The first arrives when the second is tried.
              if (tries++ == 0) {
                onItsWay = bytes;
                throw new OutcomeUnknownException("no answer", new IOException());
              }
              memory.putIfAbsent(key, onItsWay);
            });
    train(late);
    assertThat(stepsOfVersions()).containsExactly(3L);
    assertThat(states()).containsExactly(3L);
  }

  @Test
  void aCommitThatIsLostIsMadeAgain() throws Exception {
    ObjectStore lossy =
        commits(
            (key, bytes) -> {
              if (tries++ == 0) {
                throw new OutcomeUnknownException("no answer", new IOException());
              }
            });
    train(lossy);
    assertThat(stepsOfVersions()).containsExactly(3L);
  }

  @Test
  void aCommitThatStaysUnknownIsSaidToBeAndKnownToTheRunThatGoesOn() throws Exception {
    ObjectStore silent =
        commits(
            (key, bytes) -> {
              onItsWay = bytes;
              throw new OutcomeUnknownException("no answer", new IOException());
            });
    assertThatThrownBy(() -> train(silent))
        .isInstanceOf(CommitStateUnknownException.class)
        .hasMessage("whether version 1 was committed is not known: no answer");
    assertThat(states()).containsExactly(3L);

    memory.put("models/digits/versions/00000001.json", onItsWay);
    assertThat(train(memory)).isZero();
    assertThat(stepsOfVersions()).containsExactly(3L);
  }

  private int tries;
  private byte[] onItsWay = new byte[0];

  /** How many steps it took. */
  private int train(ObjectStore store) throws Exception {
    steps = 0;
    new RunFixture(store, DIGITS).tells(counter()).train(PLAN, () -> false);
    return steps;
  }

  private RunObserver counter() {
    return new RunObserver() {
      @Override
      public void stepped(RunProgress progress) {
        steps++;
      }
    };
  }

  private List<Long> states() throws IOException {
    return new TrainingStates(memory, RunFixture.KEYS, "r").steps();
  }

  private List<Long> stepsOfVersions() throws Exception {
    CheckpointReader reader = new CheckpointReader(memory, RunFixture.KEYS);
    List<Long> found = new ArrayList<>();
    for (Version version : reader.versions()) {
      found.add(reader.load(version).manifest().getStep());
    }
    return found;
  }

  private ObjectStore commits(Commit commit) {
    return new ForwardingStore(memory) {
      @Override
      public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
        if (key.contains("/versions/")) {
          commit.before(key, bytes);
        }
        return super.putIfAbsent(key, bytes);
      }
    };
  }

  private interface Commit {
    void before(String key, byte[] bytes) throws IOException;
  }
}
