package dev.digitgan.trainer.quality;

import java.util.Locale;

/** What is measured of samples. {@link #text} is its name in reports, manifests and metrics. */
public enum Figure {
  /** Between normal distributions fitted to features; 0 is best. */
  FRECHET_DISTANCE(Unit.NUMBER),
  /** Squared maximum mean discrepancy in features, unbiased; 0 is expected of equal ones. */
  KERNEL_DISTANCE(Unit.NUMBER),
  /** Of the classifier's odds, from 1 to the number of digits. */
  INCEPTION_SCORE(Unit.NUMBER),
  PRECISION(Unit.SHARE),
  RECALL(Unit.SHARE),
  DENSITY(Unit.NUMBER),
  COVERAGE(Unit.SHARE),
  /** How well samples and real images are told apart by their neighbours; 1/2 is best. */
  ONE_NEAREST_NEIGHBOUR(Unit.SHARE),
  /** Of the digit that is drawn least, as the classifier reads it. */
  SMALLEST_CLASS_SHARE(Unit.SHARE),
  /** Of the shares of the digits against those of real images, nats. */
  CLASS_KL(Unit.NUMBER),
  /**
   * Samples that are nearer to another sample than all but 1% of real images are to a training one.
   */
  DUPLICATES(Unit.SHARE),
  /** Where a digit was asked for: samples that the classifier reads as it. */
  CLASS_AGREEMENT(Unit.SHARE),
  /** In pixels from 0 to 1, median over the samples of the distance to the nearest image. */
  TRAINING_DISTANCE(Unit.NUMBER),
  /** Samples that are nearer to a training image than all but 1% of real images are. */
  TRAINING_COPIES(Unit.SHARE),
  /** Log-likelihood of the test images under Parzen windows around the samples, nats. */
  PARZEN(Unit.NUMBER),
  /** Of stacked digits: combinations that are drawn at least once. */
  MODES(Unit.COUNT),
  /** Of stacked digits: of the shares of the combinations against independent digits, nats. */
  MODES_KL(Unit.NUMBER);

  /** How a figure is written. */
  enum Unit {
    NUMBER,
    SHARE,
    COUNT
  }

  private final Unit unit;

  Figure(Unit unit) {
    this.unit = unit;
  }

  Unit unit() {
    return unit;
  }

  /** E.g. "frechet_distance". */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name of what real images come to, beside the figure or share {@code name}. */
  public static String real(String name) {
    return "real_" + name;
  }

  /** E.g. "frechet distance". */
  public String words() {
    return text().replace('_', ' ');
  }

  /** {@code value} as people read it. */
  public String format(double value) {
    if (unit == Unit.SHARE) {
      return String.format(Locale.ROOT, "%.3f", value);
    }
    if (unit == Unit.COUNT) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    double size = Math.abs(value);
    String form = size < 1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.2f" : "%.1f";
    return String.format(Locale.ROOT, form, value);
  }
}
