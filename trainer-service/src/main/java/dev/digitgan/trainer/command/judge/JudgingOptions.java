package dev.digitgan.trainer.command.judge;

import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.command.options.ClassifierOptions;
import dev.digitgan.trainer.command.options.DataOptions;
import dev.digitgan.trainer.quality.RealImages;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Picocli mixin: what samples are judged by, and by how many threads. */
final class JudgingOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads of the figures, which do not depend on it; now ${DEFAULT-VALUE}.")
  private int threads;

  @Mixin private final ClassifierOptions classifiers = new ClassifierOptions();
  @Mixin private final DataOptions data = new DataOptions();

  /** {@link UserErrorException} where there are none. */
  int threads() {
    if (threads < 1) {
      throw new MisuseException("--threads: " + threads + " is less than 1");
    }
    return threads;
  }

  /** {@link UserErrorException} where it is not there or cannot be used. */
  Evaluator classifier(StoreOptions stores) {
    return classifiers.classifier(stores);
  }

  /** {@link UserErrorException} where they are not there or nothing can be judged by them. */
  RealImages images(StoreOptions stores) {
    return data.realImages(stores.store());
  }
}
