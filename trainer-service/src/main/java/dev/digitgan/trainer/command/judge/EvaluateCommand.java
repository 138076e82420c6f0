package dev.digitgan.trainer.command.judge;

import ai.djl.Device;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.VersionNames;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.command.options.ClassifierOptions.Level;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.SampleFile;
import dev.digitgan.trainer.quality.EvaluationSetup;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.SampleSource;
import dev.digitgan.trainer.quality.SampleSource.GivenSamples;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Judges samples. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Judges the samples of versions, or of a file, by figures next to those of real images."
          + " Publishes nothing.",
      "",
      "Compare figures only if classifier and level are the same.",
      "",
      "Exit status: 0 done, 1 failed, 2 not understood.",
      ""
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(EvaluateCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  private static final class Subject {
    @Option(
        names = "--version",
        required = true,
        arity = "1..*",
        paramLabel = "N|latest|channel:NAME|best:RUNS",
        converter = VersionNames.OfTrainer.class,
        description = "The versions of the model to judge.")
    private List<VersionName> versions = List.of();

    @Option(
        names = "--samples",
        required = true,
        paramLabel = "FILE",
        description = "IDX or .npy: grey images of 28 x 28 unsigned bytes, 0 = background.")
    private @Nullable Path samples;
  }

  @Option(
      names = "--level",
      paramLabel = "quick|full",
      defaultValue = "full",
      description = {
        "quick takes seconds, with one sampling seed; full takes minutes, with five seeds and also"
            + " figures of pixels (nearest training images, Parzen windows); now ${DEFAULT-VALUE}."
      })
  private Level level = Level.FULL;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description =
          "Writes report.json, samples.png and nearest.png (samples, each next to its nearest"
              + " training image) there, or into a folder RUN-N for each of several versions."
              + " figures.md has all figures.")
  private @Nullable Path out;

  @Mixin private final JudgingOptions judging = new JudgingOptions();
  @Mixin private final StoreOptions stores = StoreOptions.ofService();

  @Override
  public Integer call() {
    if (level == Level.NONE) {
      throw new MisuseException("--level: none evaluates nothing; take quick or full");
    }
    int threads = judging.threads();
    EngineSettings.ONE_THREAD.apply();
    return OptionValues.checked(
        () -> {
          if (subject.samples == null) {
            judgeVersions(threads);
          } else {
            judgeFile(subject.samples, threads);
          }
          return ExitCode.OK;
        });
  }

  private void judgeFile(Path file, int threads) {
    SampleSource samples = given(file);
    try (EvaluationSetup setup = setup(judging.data.realImages(stores.store()), 1, threads)) {
      EvaluationOutput output = output(setup, threads);
      output.begin();
      output.judge(new EvaluationOutput.Subject(file.toString(), "", 1), samples);
      output.end();
    }
  }

  private static SampleSource given(Path file) {
    try {
      byte[] pixels = SampleFile.read(file);
      return new GivenSamples(file.toString(), GreyImages.owning(pixels, 28 * 28));
    } catch (DataException e) {
      throw new MisuseException("--samples: " + e.getMessage(), e);
    }
  }

  private void judgeVersions(int threads) {
    List<Checkpoint> checkpoints = new ArrayList<>();
    try (TrainerStore store = TrainerStore.reading(stores)) {
      for (VersionName choice : subject.versions) {
        checkpoints.add(store.load("--version", choice));
      }
    }
    int channels = channels(checkpoints);
    RealImages images = judging.data.realImages(stores.store());
    checkpoints.forEach(checkpoint -> warnOfOtherImages(checkpoint, images));
    try (EvaluationSetup setup = setup(images, channels, threads)) {
      EvaluationOutput output = output(setup, threads);
      output.begin();
      for (Checkpoint checkpoint : checkpoints) {
        Manifest manifest = checkpoint.manifest();
        String folder =
            checkpoints.size() == 1 ? "" : manifest.getRun() + "-" + manifest.getVersion();
        String title =
            String.format(Locale.ROOT, "%s, epoch %d", manifest.getRun(), manifest.getEpoch());
        try (GeneratorModel model = checkpoint.newModel(Device.cpu(), Precision.FLOAT32)) {
          output.judge(
              new EvaluationOutput.Subject(title, folder, channels),
              GeneratorSamples.of(checkpoint, model));
        }
      }
      output.end();
    }
  }

  private static int channels(List<Checkpoint> checkpoints) {
    int channels = checkpoints.get(0).spec().shape().channels();
    for (Checkpoint other : checkpoints) {
      if (other.spec().shape().channels() != channels) {
        throw new MisuseException(
            String.format(
                Locale.ROOT,
                "--version: images of version %s have %d channel(s), those of version %s have %d; judge them one at a time",
                checkpoints.get(0).version(),
                channels,
                other.version(),
                other.spec().shape().channels()));
      }
    }
    return channels;
  }

  private static void warnOfOtherImages(Checkpoint checkpoint, RealImages images) {
    DataSet trainedOn = checkpoint.manifest().getDataSet();
    if (!trainedOn.getDigest().equals(images.train().digest())) {
      log.warn(
          "version {} was trained on {}, {}, but is judged against {}, {}",
          checkpoint.version(),
          trainedOn.getName(),
          trainedOn.getDigest(),
          images.train().name(),
          images.train().digest());
    }
  }

  private EvaluationSetup setup(RealImages images, int channels, int threads) {
    Evaluator evaluator = judging.classifiers.classifier(stores);
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    return EvaluationSetup.of(evaluator, images, level.size(), channels, threads);
  }

  private EvaluationOutput output(EvaluationSetup setup, int threads) {
    return new EvaluationOutput(
        setup.judge(), threads, spec.commandLine().getOut(), Optional.ofNullable(out));
  }
}
