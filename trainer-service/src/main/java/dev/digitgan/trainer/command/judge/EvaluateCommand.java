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
import dev.digitgan.trainer.command.options.EvaluationLevel;
import dev.digitgan.trainer.command.options.StoredVersions;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.SampleFile;
import dev.digitgan.trainer.quality.EvaluationSetup;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.GivenSamples;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.SampleSource;
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

/** Says how good samples are. */
@Command(
    name = "evaluate",
    sortOptions = false,
    description = {
      "Says how good a version's samples are, or those of a file, by figures that stand beside what"
          + " real images come to. Publishes nothing.",
      "",
      "Figures compare only under one classifier and at one level.",
      "",
      "Exit status: 0 done, 1 failed, 2 not understood.",
      ""
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(EvaluateCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  /** What is judged. */
  private static final class Subject {
    @Option(
        names = "--version",
        required = true,
        arity = "1..*",
        paramLabel = "N|latest|channel:NAME|best:RUNS",
        converter = VersionNames.OfTrainer.class,
        description = "Which versions of the model, one or more.")
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
        "quick: seconds, one sampling seed. full: minutes; five seeds, and pixels too (nearest"
            + " training images, Parzen windows). Now ${DEFAULT-VALUE}."
      })
  private EvaluationLevel level = EvaluationLevel.FULL;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description =
          "Writes report.json there, samples.png, and nearest.png: samples, each beside its nearest"
              + " training image; of several versions into a folder RUN-N for each. figures.md has"
              + " the figures of all.")
  private @Nullable Path out;

  @Mixin private final JudgingOptions judging = new JudgingOptions();
  @Mixin private final StoreOptions stores = StoreOptions.ofService();

  @Override
  public Integer call() {
    int threads = judging.threads();
    EngineSettings.ONE_THREAD.apply();
    try {
      if (subject.samples == null) {
        judgeVersions(threads);
      } else {
        judgeFile(subject.samples, threads);
      }
    } catch (IllegalArgumentException e) {
      throw MisuseException.of(e);
    }
    return ExitCode.OK;
  }

  private void judgeFile(Path file, int threads) {
    SampleSource samples = given(file);
    try (EvaluationSetup setup = setup(judging.images(stores), 1, threads)) {
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
        checkpoints.add(StoredVersions.load(store, "--version", choice));
      }
    }
    int channels = channels(checkpoints);
    RealImages images = judging.images(stores);
    checkpoints.forEach(checkpoint -> warnOfOthers(checkpoint, images));
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
                "--version: images of version %s have %d channel(s), those of version %s %d; judge them one at a time",
                checkpoints.get(0).version(),
                channels,
                other.version(),
                other.spec().shape().channels()));
      }
    }
    return channels;
  }

  private static void warnOfOthers(Checkpoint checkpoint, RealImages images) {
    DataSet learnt = checkpoint.manifest().getDataSet();
    if (!learnt.getDigest().equals(images.train().digest())) {
      log.warn(
          "version {} learnt from {}, {}, and is judged by {}, {}",
          checkpoint.version(),
          learnt.getName(),
          learnt.getDigest(),
          images.train().name(),
          images.train().digest());
    }
  }

  private EvaluationSetup setup(RealImages images, int channels, int threads) {
    Evaluator evaluator = judging.classifier(stores);
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    return EvaluationSetup.of(evaluator, images, level.size(), channels, threads);
  }

  private EvaluationOutput output(EvaluationSetup setup, int threads) {
    return new EvaluationOutput(
        setup.judge(), threads, spec.commandLine().getOut(), Optional.ofNullable(out));
  }
}
