package dev.digitgan.trainer.command.judge;

import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.trainer.command.options.ClassifierOptions;
import dev.digitgan.trainer.command.options.DataOptions;
import dev.digitgan.trainer.command.options.OptionValues;
import dev.digitgan.trainer.quality.RealImages;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: the classifier, images and threads that judge samples. */
final class JudgingOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads for the figures, which do not depend on it; now ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin private final ClassifierOptions classifiers = new ClassifierOptions();
  @Mixin private final DataOptions data = new DataOptions();

  int threads() {
    return OptionValues.positive("--threads", threads);
  }

  Evaluator classifier(StoreOptions stores) {
    return classifiers.classifier(stores);
  }

  RealImages images(StoreOptions stores) {
    return data.realImages(stores.store());
  }
}
