package dev.digitgan.trainer;

import ai.djl.Device;
import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointPublisher;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.runtime.command.StoreOptions;
import dev.digitgan.runtime.command.Terminal;
import dev.digitgan.runtime.command.UserErrorException;
import dev.digitgan.runtime.engine.DeviceOptions;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoreUri;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.RunFolder;
import dev.digitgan.trainer.report.RunLog;
import dev.digitgan.trainer.run.DivergedException;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunObserver;
import dev.digitgan.trainer.run.RunObservers;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.RunProgress;
import dev.digitgan.trainer.run.TrainingRun;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Trains one run and hosts its TrainingService. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Trains a generator against a discriminator, publishes a checkpoint of it after each epoch,"
          + " and ends.",
      "",
      "SIGTERM finishes the step, publishes, and ends within 10 seconds. Every option can be set by"
          + " the environment variable named with it; what is given here goes first.",
      "",
      "Example: trainer-service train --recipe conv-ns --data mnist --epochs 10 --store"
          + " file:///srv/digitgan",
      ""
    })
final class TrainCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(TrainCommand.class);
  private static final Duration LOG_INTERVAL = Duration.ofSeconds(15);

  private final Shutdown shutdown;
  private final Clock clock = Clock.systemUTC();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final StoreOptions stores = new StoreOptions();
  @Mixin private final RunOptions runs = new RunOptions();
  @Mixin private final DeviceOptions devices = new DeviceOptions();
  @Mixin private final EndpointOptions endpoints = new EndpointOptions();

  TrainCommand(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    Recipe recipe = recipes.recipe();
    RunPlan plan = runs.plan(recipe, clock.instant());
    CheckpointKeys keys = keys();
    EngineSettings engine = new EngineSettings(runs.threads(), 1);
    engine.apply();
    try (ObjectStore store = store()) {
      Device device = devices.device().resolve();
      DigitSet digits = data.trainingSet();
      engine.prepareTrainingThread();
      Provenance provenance = new Provenance(plan, digits, device);
      RunBoard board = new RunBoard();
      Path folder = runs.folder(plan);
      try (TrainerEndpoints listening =
              TrainerEndpoints.start(
                  endpoints, provenance.run(keys.model(), clock.instant()), board, recipe);
          ProgressDisplay display = new ProgressDisplay()) {
        GeneratorPublisher publisher =
            new GeneratorPublisher(
                new CheckpointPublisher(store, keys),
                recipe.generator(),
                EngineIdentity.engine(),
                provenance.manifest(),
                clock);
        RunObserver observer = observer(board, listening, folder, display);
        log.info(
            "run {}: {} on {} ({} images) on {}, {} epochs, into {}; sheets and history in {}",
            plan.run(),
            recipe.name(),
            digits.name(),
            digits.count(),
            provenance.deviceName(),
            plan.epochs(),
            store,
            folder);
        try (TrainingRun run = newRun(plan, digits, device, publisher, observer)) {
          return train(run, board);
        }
      }
    }
  }

  private int train(TrainingRun run, RunBoard board) {
    try {
      RunProgress end = run.train(() -> shutdown.isRequested() || board.stopRequested());
      board.succeeded();
      log.info("done after {} steps; newest version {}", end.step(), end.publishedVersion());
      return 0;
    } catch (DivergedException e) {
      board.failed(String.valueOf(e.getMessage()));
      throw UserErrorException.of(e);
    } catch (IOException e) {
      board.failed(e.toString());
      throw new UserErrorException("the last checkpoint was not published: " + e, e);
    } catch (RuntimeException e) {
      board.failed(e.toString());
      throw e;
    }
  }

  private static RunObserver observer(
      RunBoard board, TrainerEndpoints listening, Path folder, ProgressDisplay display) {
    List<RunObserver> observers = new ArrayList<>();
    observers.add(board);
    observers.add(listening.metrics());
    // On a terminal the bar goes with the steps, elsewhere lines of the log do.
    boolean terminal = Terminal.attached();
    if (terminal) {
      observers.add(display);
    }
    observers.add(new RunLog(terminal ? Duration.ofDays(1) : LOG_INTERVAL));
    observers.add(folder(folder));
    return new RunObservers(observers);
  }

  private static RunFolder folder(Path folder) {
    try {
      return RunFolder.create(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UserErrorException(
          "--out: " + folder + " holds another run; choose another --run or --out", e);
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
    }
  }

  private TrainingRun newRun(
      RunPlan plan,
      DigitSet digits,
      Device device,
      GeneratorPublisher publisher,
      RunObserver observer) {
    try {
      return new TrainingRun(plan, digits, device, publisher, observer);
    } catch (IllegalArgumentException e) {
      throw UserErrorException.of(e);
    }
  }

  private CheckpointKeys keys() {
    try {
      return new CheckpointKeys(stores.model());
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--model: " + e.getMessage(), e);
    }
  }

  private ObjectStore store() {
    try {
      return StoreUri.open(stores.store());
    } catch (IllegalArgumentException e) {
      throw new UserErrorException("--store: " + e.getMessage(), e);
    }
  }
}
