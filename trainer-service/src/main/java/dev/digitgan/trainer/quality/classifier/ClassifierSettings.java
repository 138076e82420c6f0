package dev.digitgan.trainer.quality.classifier;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a classifier is trained.
 *
 * @param largestShift pixels by which a training image is moved at most, along each axis
 */
public record ClassifierSettings(
    long seed, int epochs, int batchSize, float learningRate, int largestShift) {
  public ClassifierSettings {
    if (epochs < 1) {
      throw new IllegalArgumentException("epochs is " + epochs + ", less than 1");
    }
    if (batchSize < 2) {
      throw new IllegalArgumentException("batch size is " + batchSize + ", less than 2");
    }
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learning rate is " + learningRate);
    }
    if (largestShift < 0) {
      throw new IllegalArgumentException("shift is " + largestShift);
    }
  }

  /** Those that the shipped classifier was trained by. */
  public static ClassifierSettings of(long seed, int epochs) {
    return new ClassifierSettings(seed, epochs, 128, 3e-3f, 2);
  }

  /** By name, to be kept with what was trained. */
  public Map<String, String> recorded() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("epochs", Integer.toString(epochs));
    settings.put("batch", Integer.toString(batchSize));
    settings.put("learning-rate", Float.toString(learningRate));
    settings.put("largest-shift", Integer.toString(largestShift));
    return settings;
  }
}
