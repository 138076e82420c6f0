package dev.digitgan.trainer.command.train;

import ai.djl.Device;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.command.Shutdown;
import dev.digitgan.runtime.engine.DeviceOptions;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.command.options.DataOptions;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.publish.GeneratorJudge;
import dev.digitgan.trainer.publish.GeneratorPublisher;
import dev.digitgan.trainer.publish.NeighbourSheetJudge;
import dev.digitgan.trainer.publish.PublishJudge;
import dev.digitgan.trainer.report.ProgressDisplay;
import dev.digitgan.trainer.report.page.RunReport;
import dev.digitgan.trainer.run.HeldOutCheck;
import dev.digitgan.trainer.run.Isolation;
import dev.digitgan.trainer.run.RunBoard;
import dev.digitgan.trainer.run.RunPlan;
import dev.digitgan.trainer.run.StateSaver;
import dev.digitgan.trainer.run.TrainingRun;
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

/** Trains one run, and serves its TrainingService meanwhile. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Trains a generator against a discriminator, publishes a checkpoint of it after each epoch,"
          + " and ends.",
      "",
      "SIGTERM finishes the step, saves, publishes, and ends within 25 seconds. A run that was"
          + " stopped or killed resumes from its last saved state if it is started again with the"
          + " same --run, and gets the same weights. The environment variable named with an option"
          + " can set it too; the option has priority.",
      "",
      "Exit status: 0 done, 1 failed (another try may succeed), 2 not understood (it would not), 4"
          + " another process took the run over, 5 the last model did not pass the gate; after SIGTERM that of"
          + " --interrupted-status.",
      "",
      "Example: trainer-service train --recipe conv-ns --data mnist --epochs 10 --store"
          + " file:///srv/digitgan",
      ""
    })
public final class TrainCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(TrainCommand.class);

  /** The time from SIGTERM to the end; less than the 30 seconds of Kubernetes. */
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
  @Mixin private final TrainerEndpoints.Options endpoints = new TrainerEndpoints.Options();

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
      log.error("a signal ended the run before it could begin: {}", e.getMessage());
      return runs.interruptedStatus();
    }
  }

  private int run() throws Exception {
    RunPlan asked = runs.plan(recipes.recipe(), clock.instant());
    endpoints.ports.require();
    runs.forgetResult();
    EngineSettings engine = new EngineSettings(runs.threads(), 1);
    engine.apply();
    try (TrainerStore store = store()) {
      Device device = devices.device();
      DigitSet all = data.split(Split.TRAIN, stores.store());
      DigitSet digits = data.chosen(all);
      RunPlan plan = asked.over(digits.count());
      engine.prepareTrainingThread();
      RunContext run =
          new RunContext(
              store,
              new Provenance(plan, digits, device, runs.threads()),
              runs.folder(plan),
              new RunBoard(),
              shutdown,
              clock);
      shutdown.onRequest(run.board()::requestStop);
      Optional<PublishJudge> judge =
          quality.judge(run, stores, () -> data.realImages(digits, all, stores.store()));
      try (AdversarialPair pair = begin(plan, digits, device)) {
        if (runs.dryRun) {
          TrainerEndpoints.check(endpoints, run);
          new DryRun(run, all, judge.isPresent() ? quality.words() : "not")
              .print(pair, spec.commandLine().getOut());
          return ExitCode.OK;
        }
        HeldOutCheck heldOut =
            HeldOutCheck.of(
                digits, DataOptions.others(digits, all), plan.epochImagesOf(digits.count()));
        GeneratorJudge judging = judge.isPresent() ? judge.get() : GeneratorJudge.NONE;
        return host(run, pair, heldOut, judging);
      } finally {
        judge.ifPresent(PublishJudge::close);
      }
    }
  }

  private TrainerStore store() {
    return runs.dryRun
        ? TrainerStore.unwritten(stores, runs.signingKey)
        : TrainerStore.open(stores, runs.signingKey);
  }

  private int host(
      RunContext run, AdversarialPair pair, HeldOutCheck heldOut, GeneratorJudge judge) {
    try (TrainerEndpoints listening = TrainerEndpoints.start(endpoints, run);
        ProgressDisplay display = new ProgressDisplay()) {
      RunOpening opening = RunOpening.open(run, pair);
      log(run);
      opening
          .judged(run.store())
          .ifPresent(
              version -> {
                run.board().judged(version);
                new Isolation().run("the display", () -> display.judged(version));
              });
      TrainingRun training =
          new TrainingRun(
              run.plan(),
              pair,
              opening.from(),
              heldOut,
              publisher(run, opening, judge),
              saver(run, opening),
              opening.observers(run, listening, display, facts(run)));
      return new RunEnding(run, runs, training).status();
    }
  }

  private static void log(RunContext run) {
    Provenance provenance = run.provenance();
    log.info(
        "run {}: {} on {} ({} images) on {}, {} epochs, to {}; sheets, history and report in {}",
        run.plan().run(),
        run.recipe().name(),
        run.data().name(),
        run.data().count(),
        provenance.deviceName(),
        run.plan().epochs(),
        run.store().store(),
        run.folder());
  }

  private static GeneratorPublisher publisher(
      RunContext run, RunOpening opening, GeneratorJudge judge) {
    return new GeneratorPublisher(
        opening.versions(),
        run.recipe().generator(),
        EngineIdentity.engine(),
        run.provenance().manifest(),
        run.clock(),
        new NeighbourSheetJudge(judge, run.data(), opening.folder()::nearest));
  }

  private StateSaver saver(RunContext run, RunOpening opening) {
    return new StateSaver(
        run.store().states(run.plan().run()),
        opening.owner(),
        run.provenance().state(opening.owner().number()),
        runs.saveEvery,
        run.clock());
  }

  private RunReport.Facts facts(RunContext run) {
    return new RunReport.Facts(
        run.provenance().manifest(),
        stores.model(),
        run.store().store().toString(),
        CommandText.train(run.provenance(), data.arguments()),
        CommandText.replay(stores.store(), stores.model(), data.arguments()));
  }

  private static AdversarialPair begin(RunPlan plan, DigitSet digits, Device device) {
    return OptionValues.checked(
        () -> AdversarialPair.begin(plan.recipe(), plan.seed(), digits, device));
  }
}
