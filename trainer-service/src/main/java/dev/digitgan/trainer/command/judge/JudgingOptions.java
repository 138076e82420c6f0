package dev.digitgan.trainer.command.judge;

import dev.digitgan.trainer.command.options.ClassifierOptions;
import dev.digitgan.trainer.command.options.DataOptions;
import dev.digitgan.trainer.command.options.OptionValues;
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

  @Mixin final ClassifierOptions classifiers = new ClassifierOptions();
  @Mixin final DataOptions data = new DataOptions();

  int threads() {
    return OptionValues.positive("--threads", threads);
  }
}
