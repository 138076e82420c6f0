package dev.digitgan.trainer.command.train;

import ai.djl.Device;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.command.ExitStatus;
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
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.pair.RateCut;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.RecipeSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a version again and compares the models. */
@Command(
    name = "replay",
    sortOptions = false,
    description = {
      "Trains a version again by its manifest (recipe, settings, seed, images, steps), and says"
          + " whether the new model has the same digest. Publishes nothing.",
      "",
      "Exit status: 0 the same, 1 failed, 2 not understood, 3 different.",
      ""
    })
public final class ReplayCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ReplayCommand.class);
  private static final int LOG_STEPS = 100;

  /** The time after SIGTERM to finish the step. */
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(10);

  private final Shutdown shutdown;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--version",
      required = true,
      paramLabel = "N",
      description = "The version of the model.")
  private long version;

  @Mixin private final StoreOptions stores = StoreOptions.ofService();
  @Mixin private final DataOptions data = new DataOptions();

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = {
        "auto, cpu, gpu or gpu:N. Unset: the device that the version was trained on. Different"
            + " devices give different bits."
      })
  private @Nullable String device;

  public ReplayCommand(Shutdown shutdown) {
    this.shutdown = shutdown;
  }

  @Override
  public Integer call() {
    shutdown.limit(SHUTDOWN_LIMIT, ExitStatus.FAILED);
    Version number = OptionValues.checked("--version", () -> new Version(version));
    try (TrainerStore store = TrainerStore.reading(stores)) {
      return replay(store.load("--version", new VersionName.Numbered(number)));
    }
  }

  private int replay(Checkpoint checkpoint) {
    Manifest manifest = checkpoint.manifest();
    Map<String, String> settings = manifest.getSettingsMap();
    Recipe recipe = recorded(() -> RecipeSettings.recipe(manifest.getRecipe(), settings));
    if (!recipe.generator().equals(checkpoint.spec())) {
      throw unrepeatable("this trainer's " + recipe.name() + " has different layers");
    }
    EngineSettings engine =
        recorded(
            () -> new EngineSettings(Provenance.recordedNumber(settings, Provenance.THREADS), 1));
    engine.apply();
    Device on = recorded(() -> device(settings));
    DigitSet digits = data.trainingSet(manifest.getDataSet(), stores.store());
    engine.prepareTrainingThread();
    warnOfDifferences(manifest, on);
    log.info(
        "training {} steps of {} on {}, as for version {} of {}",
        manifest.getStep(),
        recipe.name(),
        digits.name(),
        manifest.getVersion(),
        manifest.getModel());
    try (AdversarialPair pair = AdversarialPair.begin(recipe, manifest.getSeed(), digits, on)) {
      pair.cutRates(recorded(() -> RateCut.of(settings)));
      play(pair, manifest.getStep());
      return compare(checkpoint, pair);
    } catch (DivergedException e) {
      return different(checkpoint, String.valueOf(e.getMessage()));
    }
  }

  private <T> T recorded(Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw unrepeatable(String.valueOf(e.getMessage()));
    }
  }

  private UserErrorException unrepeatable(String reason) {
    return new UserErrorException("version " + version + " cannot be trained again: " + reason);
  }

  private Device device(Map<String, String> settings) {
    String given = device;
    return given == null
        ? DeviceOptions.find(Provenance.recorded(settings, Provenance.DEVICE))
        : OptionValues.checked("--device", () -> DeviceOptions.find(given));
  }

  private void warnOfDifferences(Manifest manifest, Device on) {
    Map<String, String> settings = manifest.getSettingsMap();
    warn("revision", manifest.getCodeRevision(), Provenance.codeRevision());
    warn("engine", manifest.getCompat().getEngine(), EngineIdentity.engine());
    warn(
        "device",
        settings.getOrDefault(Provenance.DEVICE_FAMILY, "unknown"),
        EngineIdentity.deviceFamily(on));
    if (!settings.getOrDefault(Provenance.THREADS, "1").equals("1")) {
      log.warn("version {} was trained by several threads: the bits will probably differ", version);
    }
  }

  private void warn(String what, String then, String now) {
    if (!then.equals(now)) {
      log.warn("the version was trained with {} {}, now {}: the bits may differ", what, then, now);
    }
  }

  private void play(AdversarialPair pair, long steps) throws DivergedException {
    while (pair.step() < steps) {
      if (shutdown.isRequested()) {
        throw new UserErrorException(
            String.format(
                Locale.ROOT, "stopped after step %d of %d, without a result", pair.step(), steps));
      }
      pair.playRound();
      if (pair.step() % LOG_STEPS == 0) {
        pair.readFigures();
        log.info("step {} of {}", pair.step(), steps);
      }
    }
    pair.readFigures();
  }

  private int compare(Checkpoint checkpoint, AdversarialPair pair) {
    String digest =
        Checkpoint.digest(checkpoint.spec(), Safetensors.encode(pair.published())).toString();
    if (!digest.equals(checkpoint.digest().toString())) {
      return different(checkpoint, "the new model is " + digest);
    }
    say("same: version " + version + " is " + digest);
    return ExitCode.OK;
  }

  private int different(Checkpoint checkpoint, String outcome) {
    say("different: version " + version + " is " + checkpoint.digest() + "; " + outcome);
    return ExitStatus.NO;
  }

  private void say(String outcome) {
    spec.commandLine().getOut().println(outcome);
    spec.commandLine().getOut().flush();
  }
}
