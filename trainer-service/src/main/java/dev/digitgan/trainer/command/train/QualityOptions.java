package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.image.ImageShape;
import dev.digitgan.trainer.command.options.ClassifierOptions;
import dev.digitgan.trainer.command.options.ClassifierOptions.Level;
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

/** Picocli mixin: how a run judges versions before it publishes them. */
final class QualityOptions {
  private static final Logger log = LoggerFactory.getLogger(QualityOptions.class);

  @Option(
      names = "--evaluate",
      paramLabel = "none|quick|full",
      defaultValue = "${env:DIGITGAN_EVALUATE:-quick}",
      description = {
        "Judges the samples of each version, for its manifest, the metrics and the log: quick takes"
            + " seconds, full minutes. Skipped if the classifier does not take such images, if the"
            + " data set has no test images or too few images, and when the run must stop.",
        "DIGITGAN_EVALUATE; now ${DEFAULT-VALUE}."
      })
  private Level level = Level.QUICK;

  @Option(
      names = "--publish-gated",
      defaultValue = "${env:DIGITGAN_PUBLISH_GATED:-false}",
      description = {
        "Publishes only versions that pass the gate (see trainer-service gate) against channel"
            + " stable, and moves the channel to them. Takes minutes for each version.",
        "DIGITGAN_PUBLISH_GATED."
      })
  private boolean publishGated;

  @Option(
      names = "--allow-new-dataset",
      defaultValue = "${env:DIGITGAN_ALLOW_NEW_DATASET:-false}",
      description = {
        "With --publish-gated: accepts other images than those that the champion was trained on.",
        "DIGITGAN_ALLOW_NEW_DATASET."
      })
  private boolean allowNewDataSet;

  @Mixin private final ClassifierOptions classifiers = new ClassifierOptions();

  String words() {
    return publishGated
        ? "by the gate against channel " + GateAtPublish.CHANNEL + ": only what passes is published"
        : level.name().toLowerCase(Locale.ROOT) + ", before each is published";
  }

  /**
   * Returns the judge of {@code run}'s versions; empty if there is none.
   *
   * @param images may throw a {@link UserErrorException}: then there is no judge, or with a gate
   *     this throws it too
   */
  Optional<PublishJudge> judge(RunContext run, StoreOptions stores, Supplier<RealImages> images) {
    if (level == Level.NONE && !publishGated) {
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

  /** Judges images of several channels channel by channel; the gate has no rule for them. */
  private void requireShape(ImageShape drawn, ImageShape taken) {
    ImageShape channel = new ImageShape(taken.channels(), drawn.height(), drawn.width());
    if (!taken.equals(publishGated ? drawn : channel)) {
      throw new MisuseException(
          "the images are %s, but the classifier takes %s".formatted(drawn, taken));
    }
  }
}
