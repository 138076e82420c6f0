package dev.digitgan.trainer.quality.classifier;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * The settings of a classifier's training.
 *
 * @param largestShift largest random shift of a training image along each axis, in pixels
 */
public record ClassifierSettings(
    long seed, int epochs, int batchSize, float learningRate, int largestShift) {
  public ClassifierSettings {
    checkArgument(epochs >= 1, "epochs is %s, less than 1", epochs);
    checkArgument(batchSize >= 2, "batch size is %s, less than 2", batchSize);
    checkArgument(learningRate > 0, "learning rate is %s", learningRate);
    checkArgument(largestShift >= 0, "shift is %s", largestShift);
  }

  /** The settings of the shipped classifier. */
  public static ClassifierSettings of(long seed, int epochs) {
    return new ClassifierSettings(seed, epochs, 128, 3e-3f, 2);
  }

  /** The settings by name, as the classifier's record keeps them. */
  public Map<String, String> recorded() {
    return ImmutableSortedMap.of(
        "epochs", Integer.toString(epochs),
        "batch", Integer.toString(batchSize),
        "learning-rate", Float.toString(learningRate),
        "largest-shift", Integer.toString(largestShift));
  }
}
