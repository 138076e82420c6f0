package dev.digitgan.trainer.command.judge;

import ai.djl.Device;
import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.Evaluators;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.v1.Evaluation;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.Checkpoint;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.command.VersionNames;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.publish.GateAtPublish;
import dev.digitgan.trainer.quality.EvaluationSetup;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.GeneratorSamples;
import dev.digitgan.trainer.quality.QualityReport;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.gate.GateTrial;
import dev.digitgan.trainer.quality.gate.GateTrial.Contestant;
import dev.digitgan.trainer.quality.gate.GateTrial.DataSetRule;
import dev.digitgan.trainer.quality.gate.GateTrial.Outcome;
import dev.digitgan.trainer.quality.report.ReportJson;
import dev.digitgan.trainer.quality.report.ReportText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Moves a channel to a version that passes the gate. */
@Command(
    name = "gate",
    sortOptions = false,
    description = {
      "Compares a version with the champion, by one classifier and with the same sampling seeds. It"
          + " passes if its Fréchet distance is, with 95%% confidence, at most 5%% above the"
          + " champion's, recall and coverage are not significantly worse, no alarm is raised and"
          + " both were trained on the same images. Then the channel is moved to it. Without a"
          + " champion it passes if no alarm is raised.",
      "",
      "Records the result in the store next to the version.",
      "",
      "Exit status: 0 passed and moved, 1 failed, 2 not understood, 5 did not pass.",
      ""
    })
public final class GateCommand implements Callable<Integer> {
  private final Clock clock = Clock.systemUTC();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "N|latest|channel:NAME|best:RUNS",
      converter = VersionNames.OfTrainer.class,
      description =
          "The version to judge; best:RUNS is the one with the least Fréchet distance in its"
              + " manifest, of the runs whose names begin with RUNS.")
  private VersionName candidate = new VersionName.Latest();

  @Option(
      names = "--champion",
      paramLabel = "N|channel:NAME",
      defaultValue = "channel:stable",
      converter = VersionNames.OfTrainer.class,
      description = "The version to compare it with; now ${DEFAULT-VALUE}.")
  private VersionName champion = new VersionName.OfChannel(new ChannelName("stable"));

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = GateAtPublish.CHANNEL,
      description = "The channel that is then moved to it; now ${DEFAULT-VALUE}.")
  private String channel = "";

  @Option(
      names = "--allow-new-dataset",
      description = "Lets it pass even if it was trained on other images than the champion.")
  private boolean allowNewDataSet;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Writes the verdict and both reports there, as JSON.")
  private @Nullable Path out;

  @Mixin private final JudgingOptions judging = new JudgingOptions();
  @Mixin private final StoreOptions stores = StoreOptions.ofWritingService();

  @Override
  public Integer call() {
    int threads = judging.threads();
    OptionValues.checked("--channel", () -> ChannelName.movable(channel));
    EngineSettings.ONE_THREAD.apply();
    try (TrainerStore store = TrainerStore.open(stores, null)) {
      Checkpoint stands = store.load("--candidate", candidate);
      Optional<Checkpoint> against = store.find("--champion", champion);
      requireGrey(stands);
      RealImages images = judging.data.realImages(stores.store());
      Evaluator evaluator = judging.classifiers.classifier(stores);
      EngineSettings.ONE_THREAD.prepareInferenceThread();
      try (EvaluationSetup setup =
          EvaluationSetup.of(evaluator, images, EvaluationSize.GATE, 1, threads)) {
        say(ReportText.real(setup.judge()));
        return settle(store, stands, against, hold(setup, stands, against));
      } catch (IllegalArgumentException e) {
        throw MisuseException.of(e);
      }
    }
  }

  private static void requireGrey(Checkpoint checkpoint) {
    int channels = checkpoint.spec().shape().channels();
    if (channels != 1) {
      throw new MisuseException(
          String.format(
              Locale.ROOT,
              "--candidate: %s draws images of %d channels; the gate judges grey ones",
              GeneratorSamples.name(checkpoint),
              channels));
    }
  }

  private Outcome hold(EvaluationSetup setup, Checkpoint stands, Optional<Checkpoint> against) {
    GateTrial trial =
        new GateTrial(setup.judge(), allowNewDataSet ? DataSetRule.ANY : DataSetRule.SAME);
    try (GeneratorModel model = stands.newModel(Device.cpu(), Precision.FLOAT32)) {
      return GateAtPublish.hold(trial, Contestant.of(stands, model), against);
    }
  }

  private int settle(
      TrainerStore store, Checkpoint stands, Optional<Checkpoint> against, Outcome outcome) {
    outcome.reports().values().forEach(report -> say(ReportText.samples(report)));
    boolean passed = outcome.judgement().passed();
    say("%s %s%n".formatted(GeneratorSamples.name(stands), passed ? "passes" : "does not pass"));
    outcome.judgement().reasons().forEach(reason -> say("  %s%n".formatted(reason)));
    try {
      new Evaluators(store.store(), store.keys()).record(evaluation(stands, against, outcome));
      if (passed) {
        new Channels(store.store(), store.keys(), clock)
            .move(new ChannelName(channel), stands.version(), "trainer-service gate");
        say("moved channel %s to version %s%n".formatted(channel, stands.version()));
      }
    } catch (CheckpointException e) {
      throw UserErrorException.of(e);
    } catch (IOException e) {
      throw new UserErrorException("--store: " + e, e);
    }
    write(outcome);
    return passed ? ExitCode.OK : ExitStatus.NOT_PASSED;
  }

  private Evaluation evaluation(Checkpoint stands, Optional<Checkpoint> against, Outcome outcome) {
    QualityReport report = outcome.candidate();
    return Evaluation.newBuilder()
        .setVersion(stands.version().number())
        .setDigest(stands.digest().toString())
        .setEvaluator(report.classifier().toString())
        .setDataSet(EvaluationSetup.description(report.images().train()))
        .putAllMetrics(report.metrics())
        .putAllMetrics(outcome.judgement().metrics())
        .setGate(GateAtPublish.verdict(outcome, against))
        .setCreateTime(Timestamps.fromMillis(clock.millis()))
        .build();
  }

  private void write(Outcome outcome) {
    if (out == null) {
      return;
    }
    try {
      Files.writeString(
          out, ReportJson.text(ReportJson.of(outcome.judgement(), outcome.reports())));
    } catch (IOException e) {
      throw new UserErrorException("--out: cannot write " + out + ": " + e, e);
    }
  }

  private void say(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
