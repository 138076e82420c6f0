package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.Evaluators;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: by which classifier quality is judged. */
public final class ClassifierOptions {
  private static final String WEIGHTS = ".safetensors";

  @Option(
      names = "--classifier",
      paramLabel = "DIGEST|FILE",
      defaultValue = "${env:DIGITGAN_CLASSIFIER:-" + Option.NULL_VALUE + "}",
      description = {
        "In whose features is compared: sha256:... of one that train-classifier kept in the store,"
            + " or the NAME.safetensors that it wrote, NAME.json beside it. Unset: the one that"
            + " comes with the trainer.",
        "DIGITGAN_CLASSIFIER."
      })
  private @Nullable String classifier;

  /** {@link UserErrorException} where it is not there or cannot be used. */
  public Evaluator classifier(StoreOptions stores) {
    if (classifier == null) {
      return ShippedClassifier.load();
    }
    try {
      return classifier.startsWith("sha256:") ? kept(classifier, stores) : file(classifier);
    } catch (IllegalArgumentException e) {
      throw new MisuseException("--classifier: " + e.getMessage(), e);
    }
  }

  /** One that the store does not hold may be put there yet. */
  private static Evaluator kept(String digest, StoreOptions stores) {
    Sha256 named = Sha256.parse(digest);
    Evaluator shipped = ShippedClassifier.load();
    if (shipped.digest().equals(named)) {
      return shipped;
    }
    try (TrainerStore store = TrainerStore.reading(stores)) {
      return new Evaluators(store.store(), store.keys()).load(named);
    } catch (CheckpointException e) {
      throw new UserErrorException("--classifier: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserErrorException("--classifier: " + e, e);
    }
  }

  private static Evaluator file(String name) {
    if (!name.endsWith(WEIGHTS)) {
      throw new MisuseException(
          "--classifier: '" + name + "' is neither sha256:... nor a file NAME" + WEIGHTS);
    }
    Path description = Path.of(name.substring(0, name.length() - WEIGHTS.length()) + ".json");
    try {
      return Evaluator.parse(Files.readAllBytes(description), Files.readAllBytes(Path.of(name)));
    } catch (CheckpointException e) {
      throw new MisuseException("--classifier: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new MisuseException("--classifier: " + e, e);
    }
  }
}
