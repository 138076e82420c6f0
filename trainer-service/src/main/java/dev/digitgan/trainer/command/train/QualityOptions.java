package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.image.ImageShape;
import dev.digitgan.trainer.command.options.ClassifierOptions;
import dev.digitgan.trainer.command.options.EvaluationLevel;
import dev.digitgan.trainer.command.options.TrainerStore;
import dev.digitgan.trainer.publish.GateAtPublish;
import dev.digitgan.trainer.publish.PublishJudge;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.RealImages;
import dev.digitgan.trainer.quality.gate.GateTrial.DataSetRule;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: how versions are judged before they are published. */
final class QualityOptions {
  private static final Logger log = LoggerFactory.getLogger(QualityOptions.class);

  @Option(
      names = "--evaluate",
      paramLabel = "none|quick|full",
      defaultValue = "${env:DIGITGAN_EVALUATE:-quick}",
      description = {
        "Says of each version how good its samples are, in its manifest, the metrics and the log:"
            + " quick takes seconds, full minutes. Not done for images that the classifier does not"
            + " take, for data sets without test images or of few, and when the run is to stop.",
        "DIGITGAN_EVALUATE; now ${DEFAULT-VALUE}."
      })
  private EvaluationLevel level = EvaluationLevel.QUICK;

  @Option(
      names = "--publish-gated",
      defaultValue = "${env:DIGITGAN_PUBLISH_GATED:-false}",
      description = {
        "Publishes only what passes the gate (see trainer-service gate) against channel stable, and"
            + " moves the channel to it. Takes minutes a version.",
        "DIGITGAN_PUBLISH_GATED."
      })
  private boolean publishGated;

  @Option(
      names = "--allow-new-dataset",
      defaultValue = "${env:DIGITGAN_ALLOW_NEW_DATASET:-false}",
      description = {
        "With --publish-gated: other images than the champion learnt from are no objection.",
        "DIGITGAN_ALLOW_NEW_DATASET."
      })
  private boolean allowNewDataSet;

  @Mixin private final ClassifierOptions classifiers = new ClassifierOptions();

  /** How versions are judged, where they are. */
  String words() {
    return publishGated
        ? "by the gate against channel " + GateAtPublish.CHANNEL + ": only what passes is published"
        : level.name().toLowerCase(Locale.ROOT) + ", before each is published";
  }

  /**
   * What judges the versions of {@code run}; empty where nothing does.
   *
   * @param images may end with a {@link UserErrorException}; then there is a gate or nothing
   */
  Optional<PublishJudge> judge(RunContext run, StoreOptions stores, Supplier<RealImages> images) {
    if (level == EvaluationLevel.NONE && !publishGated) {
      return Optional.empty();
    }
    try {
      Evaluator evaluator = classifiers.classifier(stores);
      requireShape(run.recipe().generator().shape(), evaluator.spec().shape());
      return Optional.of(
          new PublishJudge(
              images.get(),
              evaluator,
              publishGated ? EvaluationSize.GATE : level.size(),
              publishGated ? gate(run) : null,
              allowNewDataSet ? DataSetRule.ANY : DataSetRule.SAME,
              run.board()::stopRequested));
    } catch (UserErrorException e) {
      if (publishGated) {
        throw e.about("--publish-gated");
      }
      log.warn("versions are not evaluated: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static GateAtPublish gate(RunContext run) {
    TrainerStore store = run.store();
    return new GateAtPublish(
        store.reader(),
        new Channels(store.store(), store.keys(), run.clock()),
        run.data().digest());
  }

  /**
   * Images of several channels are judged channel by channel, but the gate has no rule for them.
   */
  private void requireShape(ImageShape drawn, ImageShape taken) {
    ImageShape channel = new ImageShape(taken.channels(), drawn.height(), drawn.width());
    if (!taken.equals(publishGated ? drawn : channel)) {
      throw new MisuseException(
          "the images are %s, the classifier takes %s".formatted(drawn, taken));
    }
  }
}
