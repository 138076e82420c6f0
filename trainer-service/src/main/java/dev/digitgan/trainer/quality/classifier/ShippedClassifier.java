package dev.digitgan.trainer.quality.classifier;

import com.google.common.io.Resources;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import java.io.IOException;

/** The classifier that comes with the trainer, and computes its figures by default. */
public final class ShippedClassifier {
  private static final String DESCRIPTION = "digit-classifier.json";
  private static final String WEIGHTS = "digit-classifier.safetensors";

  private ShippedClassifier() {}

  public static Evaluator load() {
    try {
      return Evaluator.parse(resource(DESCRIPTION), resource(WEIGHTS));
    } catch (CheckpointException | IOException e) {
      throw new IllegalStateException("the trainer's own classifier is unusable: " + e, e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    return Resources.toByteArray(Resources.getResource(ShippedClassifier.class, name));
  }
}
