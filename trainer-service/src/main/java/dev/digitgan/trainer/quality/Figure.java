package dev.digitgan.trainer.quality;

import java.util.Locale;

/** A figure of samples. {@link #text} is its name in reports, manifests and metrics. */
public enum Figure {
  /** The Fréchet distance of normal distributions fitted to features; 0 is best. */
  FRECHET_DISTANCE(Unit.NUMBER),
  /**
   * The squared maximum mean discrepancy of features, unbiased: about 0 for equal distributions.
   */
  KERNEL_DISTANCE(Unit.NUMBER),
  /** The inception score by the classifier's odds, from 1 to the number of digits. */
  INCEPTION_SCORE(Unit.NUMBER),
  PRECISION(Unit.SHARE),
  RECALL(Unit.SHARE),
  DENSITY(Unit.NUMBER),
  COVERAGE(Unit.SHARE),
  /** The accuracy of neighbours in separating samples from real images; 1/2 is best. */
  ONE_NEAREST_NEIGHBOUR(Unit.SHARE),
  /** The share of the rarest digit, as the classifier reads the samples. */
  SMALLEST_CLASS_SHARE(Unit.SHARE),
  /** The divergence of the digits' shares from those of real images, nats. */
  CLASS_KL(Unit.NUMBER),
  /** The share of samples as near to another sample as a copy; see {@link #TRAINING_COPIES}. */
  DUPLICATES(Unit.SHARE),
  /** The share of samples that the classifier reads as the requested digit. */
  CLASS_AGREEMENT(Unit.SHARE),
  /** The median distance of a sample to the nearest training image, in pixels from 0 to 1. */
  TRAINING_DISTANCE(Unit.NUMBER),
  /** The share of samples nearer to a training image than all but 1% of real images are. */
  TRAINING_COPIES(Unit.SHARE),
  /** The log-likelihood of the test images under Parzen windows around the samples, nats. */
  PARZEN(Unit.NUMBER),
  /** The number of combinations of stacked digits that occur. */
  MODES(Unit.COUNT),
  /** The divergence of the combinations' shares from those of independent digits, nats. */
  MODES_KL(Unit.NUMBER);

  private enum Unit {
    NUMBER,
    SHARE,
    COUNT
  }

  private final Unit unit;

  Figure(Unit unit) {
    this.unit = unit;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of real images' value of the figure or share {@code name}. */
  public static String real(String name) {
    return "real_" + name;
  }

  public String words() {
    return text().replace('_', ' ');
  }

  public String format(double value) {
    double size = Math.abs(value);
    String form =
        switch (unit) {
          case SHARE -> "%.3f";
          case COUNT -> "%.1f";
          case NUMBER -> size < 1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.2f" : "%.1f";
        };
    return String.format(Locale.ROOT, form, value);
  }
}
