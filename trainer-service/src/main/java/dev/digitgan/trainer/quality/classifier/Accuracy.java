package dev.digitgan.trainer.quality.classifier;

import dev.digitgan.trainer.data.DigitSet;

/** How many digits a classifier tells. */
public final class Accuracy {
  private Accuracy() {}

  /** Share of {@code set}'s images whose label the classifier names. */
  public static double of(DigitClassifier classifier, DigitSet set) {
    int[] digits = classifier.read(GreyImages.of(set)).digits();
    int right = 0;
    for (int i = 0; i < digits.length; i++) {
      if (digits[i] == set.label(i)) {
        right++;
      }
    }
    return (double) right / digits.length;
  }
}
