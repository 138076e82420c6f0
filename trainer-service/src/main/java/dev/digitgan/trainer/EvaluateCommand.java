package dev.digitgan.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.Device;
import dev.digitgan.checkpoint.Checkpoint;
import dev.digitgan.checkpoint.Evaluator;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.command.StoreOptions;
import dev.digitgan.runtime.command.UserErrorException;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.data.DataException;
import dev.digitgan.trainer.data.SampleFile;
import dev.digitgan.trainer.evaluation.GeneratorSamples;
import dev.digitgan.trainer.evaluation.GivenSamples;
import dev.digitgan.trainer.evaluation.QualityReport;
import dev.digitgan.trainer.evaluation.RealImages;
import dev.digitgan.trainer.evaluation.SampleSource;
import dev.digitgan.trainer.evaluation.classifier.GreyImages;
import dev.digitgan.trainer.evaluation.report.NeighbourSheet;
import dev.digitgan.trainer.evaluation.report.ReportJson;
import dev.digitgan.trainer.evaluation.report.ReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
final class EvaluateCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(EvaluateCommand.class);

  @Spec private CommandSpec spec = CommandSpec.create();

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  /** What is judged. */
  private static final class Subject {
    @Option(
        names = "--version",
        required = true,
        paramLabel = "N|latest|channel:NAME",
        converter = VersionChoice.Converter.class,
        description = "Which version of the model.")
    private @Nullable VersionChoice version;

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
          "Writes report.json there, and nearest.png: samples, each beside its nearest training"
              + " image.")
  private @Nullable Path out;

  @Mixin private final JudgingOptions judging = new JudgingOptions();
  @Mixin private final StoreOptions stores = new StoreOptions();

  @Override
  public Integer call() {
    int threads = judging.threads();
    EngineSettings.ONE_THREAD.apply();
    VersionChoice version = subject.version;
    if (version != null) {
      judgeVersion(version, threads);
    } else if (subject.samples != null) {
      judge(given(subject.samples), 1, judging.images(stores), threads);
    }
    return ExitCode.OK;
  }

  private static SampleSource given(Path file) {
    try {
      byte[] pixels = SampleFile.read(file);
      return new GivenSamples(file.toString(), GreyImages.owning(pixels, 28 * 28));
    } catch (DataException e) {
      throw new UserErrorException("--samples: " + e.getMessage(), e);
    }
  }

  private void judgeVersion(VersionChoice version, int threads) {
    Checkpoint checkpoint;
    try (TrainerStore store = TrainerStore.reading(stores)) {
      checkpoint = StoredVersions.load(store, "--version", version);
    }
    RealImages images = judging.images(stores);
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
    try (GeneratorModel model = checkpoint.newModel(Device.cpu(), Precision.FLOAT32)) {
      GeneratorSamples samples = new GeneratorSamples(StoredVersions.name(checkpoint), model);
      judge(samples, samples.channels(), images, threads);
    }
  }

  private void judge(SampleSource source, int channels, RealImages images, int threads) {
    Evaluator evaluator = judging.classifier(stores);
    EngineSettings.ONE_THREAD.prepareInferenceThread();
    try (EvaluationSetup setup =
        EvaluationSetup.of(evaluator, images, level.size(), channels, threads)) {
      say(ReportText.real(setup.judge()));
      QualityReport report = setup.judge().judge(source);
      say(ReportText.samples(report));
      if (out != null) {
        write(out, "report.json", ReportJson.text(ReportJson.of(report)).getBytes(UTF_8));
        if (channels == 1) {
          GreyImages samples = source.draw(0, setup.judge().size().samples());
          write(out, "nearest.png", NeighbourSheet.png(samples, images.train(), threads));
        }
      }
    } catch (IllegalArgumentException e) {
      throw UserErrorException.of(e);
    }
  }

  private void say(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private static void write(Path folder, String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write to " + folder + ": " + e, e);
    }
  }
}
