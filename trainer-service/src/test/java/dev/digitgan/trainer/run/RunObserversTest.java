package dev.digitgan.trainer.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.EmbeddedDigits;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(TrainingThread.class)
final class RunObserversTest {
  private static final DigitSet DIGITS = EmbeddedDigits.draw(1, Split.TRAIN, 96);

  private final Logger logger = (Logger) LoggerFactory.getLogger(Isolation.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listenToTheLog() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void leaveTheLog() {
    logger.detachAppender(logged);
  }

  @Test
  void whatOneObserverThrowsKeepsNothingFromTheOthersAndIsLoggedOnce() {
    List<Long> told = new ArrayList<>();
    RunObservers observers =
        new RunObservers(
            List.of(
                new Throwing(new IllegalStateException("no meter")),
                telling(told),
                new Broken(new NoClassDefFoundError("Chart"))));

    observers.stepped(progress(1));
    observers.stepped(progress(2));

    assertThat(told).containsExactly(1L, 2L);
    assertThat(logged.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            line -> assertThat(line).contains("Throwing failed; the run continues"),
            line -> assertThat(line).contains("Broken failed; the run continues"));
  }

  @Test
  void aRunWhoseObserverAlwaysThrowsComesToTheSameModel() throws Exception {
    ObjectStore store = new InMemoryStore();
    train(store, "quiet", new RunObserver() {});
    train(store, "throwing", new Throwing(new IllegalStateException("no disk")));

    CheckpointReader reader = new CheckpointReader(store, RunFixture.KEYS);
    assertThat(reader.versions()).hasSize(4);
    assertThat(reader.load(new Version(4)).digest())
        .isEqualTo(reader.load(new Version(2)).digest());
    assertThat(logged.list).hasSize(1);
  }

  @Test
  void aListenerThatThrowsKeepsTheEndFromNobody() {
    RunBoard board = new RunBoard();
    List<Long> told = new ArrayList<>();
    board.onEnd(
        () -> {
          throw new IllegalStateException("no report");
        });
    board.onEnd(() -> told.add(7L));

    board.succeeded();

    assertThat(board.current().state()).isEqualTo(RunSnapshot.State.SUCCEEDED);
    assertThat(told).containsExactly(7L);
    assertThat(logged.list).hasSize(1);
  }

  private static RunProgress progress(long step) {
    return TestProgress.at(1, step, new FiguresMean().mean());
  }

  private static RunObserver telling(List<Long> steps) {
    return new RunObserver() {
      @Override
      public void stepped(RunProgress progress) {
        steps.add(progress.step());
      }
    };
  }

  private static void train(ObjectStore store, String run, RunObserver observer) throws Exception {
    Recipe recipe = RecipeSettings.with(Recipes.named("mlp-gelu"), "batch", "32");
    RunPlan plan = new RunPlan(run, recipe, 1, 2, Optional.empty(), 1, Optional.empty());
    new RunFixture(store, DIGITS).tells(observer).train(plan, () -> false);
  }

  /** Throws whatever it is told. */
  private static final class Throwing implements RunObserver {
    private final RuntimeException thrown;

    Throwing(RuntimeException thrown) {
      this.thrown = thrown;
    }

    @Override
    public void stepped(RunProgress progress) {
      throw thrown;
    }

    @Override
    public void epochEnded(RunProgress progress, byte[] sheet) {
      throw thrown;
    }

    @Override
    public void published(RunProgress progress, Manifest manifest) {
      throw thrown;
    }
  }

  /** Lacks what it is made of. */
  private static final class Broken implements RunObserver {
    private final Error thrown;

    Broken(Error thrown) {
      this.thrown = thrown;
    }

    @Override
    public void stepped(RunProgress progress) {
      throw thrown;
    }
  }
}
