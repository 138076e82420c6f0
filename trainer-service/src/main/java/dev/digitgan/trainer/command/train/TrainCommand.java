package dev.digitgan.trainer.command.train;

import ai.djl.Device;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.runtime.engine.DeviceOptions;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.command.options.DataOptions;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.pair.Match;
import dev.digitgan.trainer.publish.Appraisal;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.publish.NeighbourAppraisal;
import dev.digitgan.trainer.publish.PublishAppraisal;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.page.RunFacts;
import dev.digitgan.trainer.run.HeldOutCheck;
import dev.digitgan.trainer.run.JudgedVersion;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.StateSaver;
import dev.digitgan.trainer.run.TrainingRun;
import dev.digitgan.trainer.v1.Run;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Trains one run and hosts its TrainingService. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Trains a generator against a discriminator, publishes a checkpoint of it after each epoch,"
          + " and ends.",
      "",
      "SIGTERM finishes the step, saves, publishes, and ends within 25 seconds. A run that was"
          + " stopped or killed and is started again with the same --run goes on where it was saved"
          + " last, to the same weights. Every option can be set by the environment variable named"
          + " with it; what is given here goes first.",
      "",
      "Exit status: 0 done, 1 failed (another try may do better), 2 not understood (it would not), 4"
          + " another process took the run over, 5 the last model did not pass the gate; after SIGTERM that of"
          + " --interrupted-status.",
      "",
      "Example: trainer-service train --recipe conv-ns --data mnist --epochs 10 --store"
          + " file:///srv/digitgan",
      ""
    })
public final class TrainCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(TrainCommand.class);

  /**
   * From SIGTERM: the step is finished, its state saved, its checkpoint published, the ports
   * closed. Less than the 30 seconds that Kubernetes gives.
   */
  static final Duration END_LIMIT = Duration.ofSeconds(25);

  private final Shutdown shutdown;
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final RecipeOptions recipes = new RecipeOptions();
  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final StoreOptions stores = StoreOptions.ofWritingService();
  @Mixin private final QualityOptions quality = new QualityOptions();
  @Mixin private final RunOptions runs = new RunOptions();
  @Mixin private final DeviceOptions devices = new DeviceOptions();
  @Mixin private final EndpointOptions endpoints = new EndpointOptions();

  public TrainCommand(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() throws Exception {
    shutdown.limit(END_LIMIT, runs.interruptedStatus());
    try {
      return run();
    } catch (UserErrorException e) {
      boolean mayPass =
          e.exitStatus() == ExitCode.SOFTWARE && !(e.getCause() instanceof DivergedException);
      if (!shutdown.isRequested() || !mayPass) {
        throw e;
      }
      log.error("ended by a signal before it could begin: {}", e.getMessage());
      return runs.interruptedStatus();
    }
  }

  private int run() throws Exception {
    RunPlan asked = runs.plan(recipes.recipe(), clock.instant());
    endpoints.requirePorts();
    runs.forgetResult();
    EngineSettings engine = new EngineSettings(runs.threads(), 1);
    engine.apply();
    try (TrainerStore store = store()) {
      Device device = devices.device().resolve();
      DigitSet all = data.split(Split.TRAIN, stores.store());
      DigitSet digits = data.chosen(all);
      RunPlan plan = asked.over(digits.count());
      Recipe recipe = plan.recipe();
      engine.prepareTrainingThread();
      Provenance provenance = new Provenance(plan, digits, device, runs.threads());
      RunBoard board = new RunBoard();
      shutdown.onRequest(board::requestStop);
      Optional<PublishAppraisal> appraisal =
          quality.appraisal(
              new QualityOptions.Run(
                  store, recipe.generator().shape(), digits.digest(), board::stopRequested),
              stores,
              () -> data.realImages(digits, all, stores.store()),
              clock);
      try (Match match = begin(plan, digits, device)) {
        if (runs.dryRun()) {
          TrainerEndpoints.check(endpoints, Run.getDefaultInstance(), board, recipe);
          String judged = appraisal.isPresent() ? quality.words() : "not";
          new DryRun(store, provenance, all, judged, runs.folder(plan))
              .print(match, spec.commandLine().getOut());
          return ExitCode.OK;
        }
        HeldOutCheck heldOut =
            HeldOutCheck.of(
                digits, DataOptions.others(digits, all), plan.epochImagesOf(digits.count()));
        return host(store, provenance, match, heldOut, judge(appraisal), board);
      } finally {
        appraisal.ifPresent(PublishAppraisal::close);
      }
    }
  }

  private TrainerStore store() {
    return runs.dryRun()
        ? TrainerStore.unwritten(stores, runs.signingKey())
        : TrainerStore.open(stores, runs.signingKey());
  }

  private int host(
      TrainerStore store,
      Provenance provenance,
      Match match,
      HeldOutCheck heldOut,
      Appraisal appraisal,
      RunBoard board) {
    RunPlan plan = provenance.plan();
    Recipe recipe = plan.recipe();
    try (TrainerEndpoints listening =
            TrainerEndpoints.start(
                endpoints, provenance.run(store.keys().model(), clock.instant()), board, recipe);
        ProgressDisplay display = new ProgressDisplay()) {
      RunOpening opening = open(store, provenance, match);
      log.info(
          "run {}: {} on {} ({} images) on {}, {} epochs, into {}; sheets, history and report in {}",
          plan.run(),
          recipe.name(),
          provenance.data().name(),
          provenance.data().count(),
          provenance.deviceName(),
          plan.epochs(),
          store.store(),
          runs.folder(plan));
      opening.judged(store).ifPresent(version -> tell(version, board, display));
      TrainingRun run =
          new TrainingRun(
              plan,
              match,
              opening.from(),
              heldOut,
              new GeneratorPublisher(
                  opening.versions(),
                  recipe.generator(),
                  EngineIdentity.engine(),
                  provenance.manifest(),
                  clock,
                  new NeighbourAppraisal(
                      appraisal, provenance.data(), opening.folder()::nearest)),
              new StateSaver(
                  store.states(plan.run()),
                  opening.owner(),
                  provenance.state(opening.owner().number()),
                  runs.saveEvery(),
                  clock),
              RunReporting.observer(
                  board, listening, display, opening, facts(store, provenance), clock));
      return new RunEnding(plan.run(), runs, shutdown, board, RunEnding.STORE_PATIENCE).of(run);
    }
  }

  private static void tell(JudgedVersion version, RunBoard board, ProgressDisplay display) {
    board.judged(version);
    display.judged(version);
  }

  private RunFacts facts(TrainerStore store, Provenance provenance) {
    return new RunFacts(
        provenance.manifest(),
        stores.model(),
        store.store().toString(),
        CommandText.train(provenance, data.arguments()),
        CommandText.replay(stores.store(), stores.model(), data.arguments()));
  }

  private static Appraisal judge(Optional<PublishAppraisal> appraisal) {
    return appraisal.isPresent() ? appraisal.get() : Appraisal.NONE;
  }

  private RunOpening open(TrainerStore store, Provenance provenance, Match match) {
    try {
      return RunOpening.open(store, provenance, match, runs.folder(provenance.plan()), clock);
    } catch (IOException e) {
      throw new UserErrorException(
          "--store: the run cannot be begun in " + store.store() + ": " + e, e);
    }
  }

  private static Match begin(RunPlan plan, DigitSet digits, Device device) {
    try {
      return Match.begin(plan.recipe(), plan.seed(), digits, device);
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
  }
}
