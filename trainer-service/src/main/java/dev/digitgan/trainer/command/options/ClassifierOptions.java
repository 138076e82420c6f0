package dev.digitgan.trainer.command.options;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.evaluator.Evaluators;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.command.MisuseException;
import dev.digitgan.command.StoreOptions;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.trainer.quality.EvaluationSize;
import dev.digitgan.trainer.quality.classifier.ShippedClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Picocli mixin: the classifier that judges quality. */
public final class ClassifierOptions {
  private static final String WEIGHTS = ".safetensors";

  public enum Level {
    NONE,
    QUICK,
    FULL;

    /** Throws IllegalStateException for {@link #NONE}. */
    public EvaluationSize size() {
      return switch (this) {
        case QUICK -> EvaluationSize.QUICK;
        case FULL -> EvaluationSize.FULL;
        case NONE -> throw new IllegalStateException("nothing is evaluated");
      };
    }
  }

  @Option(
      names = "--classifier",
      paramLabel = "DIGEST|FILE",
      defaultValue = "${env:DIGITGAN_CLASSIFIER:-" + Option.NULL_VALUE + "}",
      description = {
        "The classifier whose features are compared: sha256:... of one that train-classifier kept in"
            + " the store, or the NAME.safetensors that it wrote, next to NAME.json. Unset: the one"
            + " that comes with the trainer.",
        "DIGITGAN_CLASSIFIER."
      })
  private @Nullable String classifier;

  /** Throws {@link UserErrorException} if the classifier is missing or unusable. */
  public Evaluator classifier(StoreOptions stores) {
    String name = classifier;
    if (name == null) {
      return ShippedClassifier.load();
    }
    return OptionValues.checked(
        "--classifier", () -> name.startsWith("sha256:") ? kept(name, stores) : file(name));
  }

  /** A missing classifier may be stored later, so it is not a misuse. */
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
