package dev.digitgan.trainer.command.train;

import ai.djl.Device;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.Evaluators;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.runtime.engine.DeviceOptions;
import dev.digitgan.runtime.engine.EngineIdentity;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.command.options.DataOptions;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.data.Split;
import dev.digitgan.trainer.quality.EvaluationSetup;
import dev.digitgan.trainer.quality.classifier.ClassifierSettings;
import dev.digitgan.trainer.quality.classifier.ClassifierTraining;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a classifier that judges quality. */
@Command(
    name = "train-classifier",
    sortOptions = false,
    description = {
      "Trains a classifier whose features judge samples, and writes its weights"
          + " (NAME.safetensors) and its description (NAME.json). The trainer comes with a"
          + " classifier; do not compare figures of different classifiers.",
      "",
      "It is trained on all but the last sixth of the training images, and that sixth chooses the"
          + " best epoch. On a CPU equal seeds give equal weights.",
      "",
      "Exit status: 0 done, 1 failed, 2 not understood.",
      ""
    })
public final class TrainClassifierCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(TrainClassifierCommand.class);

  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "PATH",
      defaultValue = "digit-classifier",
      description = "The files, without their endings; now ${DEFAULT-VALUE}.")
  private Path out = Path.of("");

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "The seed of weights, order and shifts; now ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "12",
      description = "Epochs to train; now ${DEFAULT-VALUE}.")
  private int epochs;

  @Option(
      names = "--keep",
      description =
          "Also stores it in --store for --model, where evaluate --classifier finds it by its"
              + " digest.")
  private boolean keep;

  @Mixin private final DataOptions data = new DataOptions();
  @Mixin private final StoreOptions stores = StoreOptions.ofWritingService();
  @Mixin private final DeviceOptions devices = new DeviceOptions();

  @Override
  public Integer call() {
    EngineSettings.ONE_THREAD.apply();
    Device device = devices.device();
    DigitSet all = data.split(Split.TRAIN, stores.store());
    DigitSet train = data.chosen(all);
    DigitSet heldOut = all.heldOut();
    if (train.count() + heldOut.count() > all.count()) {
      throw new MisuseException(
          String.format(
              Locale.ROOT,
              "--train-images: the last %d of %d images are held out for choosing",
              heldOut.count(),
              all.count()));
    }
    DigitSet test = data.split(Split.TEST, stores.store());
    EngineSettings.ONE_THREAD.prepareTrainingThread();
    Evaluator evaluator = train(train, heldOut, test, device);
    write(evaluator);
    if (keep) {
      keep(evaluator);
    }
    return ExitCode.OK;
  }

  private Evaluator train(DigitSet train, DigitSet heldOut, DigitSet test, Device device) {
    ClassifierSettings settings = OptionValues.checked(() -> ClassifierSettings.of(seed, epochs));
    log.info("training a classifier on {} images of {}", train.count(), train.name());
    ClassifierTraining.Outcome outcome =
        OptionValues.checked(
            () ->
                new ClassifierTraining(settings, device)
                    .train(train, heldOut, TrainClassifierCommand::log));
    var provenance =
        dev.digitgan.checkpoint.v1.Evaluator.newBuilder()
            .setDataSet(EvaluationSetup.description(train))
            .setSeed(seed)
            .putAllSettings(settings.recorded())
            .putSettings("epoch", Integer.toString(outcome.epoch()))
            .putSettings("engine", EngineIdentity.engine())
            .putSettings("device-family", EngineIdentity.deviceFamily(device))
            .setHeldOutAccuracy(outcome.heldOutAccuracy())
            .setTestAccuracy(outcome.accuracy(test, device))
            .setCodeRevision(Provenance.codeRevision())
            .setCreateTime(Timestamps.fromMillis(clock.millis()));
    return Evaluator.of(outcome.spec(), outcome.weights(), provenance.build());
  }

  private static void log(int epoch, double loss, double heldOutAccuracy) {
    log.info(
        "epoch {}: {}",
        epoch,
        String.format(
            Locale.ROOT,
            "loss %.4f, %.2f%% of the held-out images right",
            loss,
            100 * heldOutAccuracy));
  }

  private void write(Evaluator evaluator) {
    Path weights = out.resolveSibling(out.getFileName() + ".safetensors");
    Path description = out.resolveSibling(out.getFileName() + ".json");
    try {
      Files.write(weights, evaluator.weights());
      Files.write(description, evaluator.description());
    } catch (IOException e) {
      throw new UserErrorException("--out: " + e, e);
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "classifier %s: right on %.2f%% of the held-out images and %.2f%% of the test images; in %s and %s%n",
            evaluator.digest(),
            100 * evaluator.record().getHeldOutAccuracy(),
            100 * evaluator.record().getTestAccuracy(),
            weights,
            description);
    spec.commandLine().getOut().flush();
  }

  private void keep(Evaluator evaluator) {
    try (TrainerStore store = TrainerStore.open(stores, null)) {
      boolean written = new Evaluators(store.store(), store.keys()).publish(evaluator);
      log.info(
          "classifier {} in {} for {}",
          written ? "stored" : "was already stored",
          store.store(),
          store.keys().model());
    } catch (IOException e) {
      throw new UserErrorException("--store: the classifier was not stored: " + e, e);
    }
  }
}
