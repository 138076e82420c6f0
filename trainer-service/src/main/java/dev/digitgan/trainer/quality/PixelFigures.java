package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.ImageChoice.Purpose;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.figure.Copies;
import dev.digitgan.trainer.quality.figure.Estimate;
import dev.digitgan.trainer.quality.figure.ParzenWindow;
import dev.digitgan.trainer.quality.figure.Rows;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures that compare pixels, each by a single draw. */
final class PixelFigures {
  /** The quantile of real images' distances to the training set below which an image is a copy. */
  private static final double COPY_QUANTILE = 0.01;

  private static final int VALIDATION_IMAGES = 1_000;
  private static final int REAL_PARZEN_DRAWS = 3;

  /** The two-sided 95% quantile of the normal distribution. */
  private static final double NORMAL = 1.96;

  private final RealImages images;
  private final EvaluationSize size;
  private final int threadCount;
  private final Map<Figure, RealFloor> real = new EnumMap<>(Figure.class);
  private double copyDistance;

  PixelFigures(RealImages images, EvaluationSize size, int threadCount) {
    this.images = images;
    this.size = size;
    this.threadCount = threadCount;
  }

  /** The figures of real images, which must be computed before those of samples. */
  Map<Figure, RealFloor> real() {
    if (size.pixelSamples() > 0) {
      Copies test = Copies.of(some(images.test(), 0, size.pixelSamples()), training(), threadCount);
      copyDistance = test.quantile(COPY_QUANTILE);
      one(Figure.TRAINING_DISTANCE, test.quantile(0.5));
      one(Figure.TRAINING_COPIES, test.shareBelow(copyDistance).value());
      Rows train = some(images.train(), 0, size.pixelSamples());
      one(Figure.DUPLICATES, Copies.duplicates(train, copyDistance, threadCount).value());
    }
    if (size.parzenSamples() > 0) {
      List<Double> draws = new ArrayList<>();
      for (int draw = 0; draw < REAL_PARZEN_DRAWS; draw++) {
        draws.add(parzen(some(images.train(), draw, size.parzenSamples())).mean());
      }
      real.put(Figure.PARZEN, RealFloor.of(draws));
    }
    return real;
  }

  private void one(Figure figure, double value) {
    real.put(figure, RealFloor.of(List.of(value)));
  }

  Map<Figure, Measured> of(GreyImages samples) {
    Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    if (size.pixelSamples() > 0) {
      Rows pixels = samples.first(size.pixelSamples()).rows();
      Copies nearest = Copies.of(pixels, training(), threadCount);
      figures.put(Figure.TRAINING_DISTANCE, Measured.ofOne(nearest.quantile(0.5)));
      figures.put(Figure.TRAINING_COPIES, Measured.ofOne(nearest.shareBelow(copyDistance)));
      figures.put(
          Figure.DUPLICATES, Measured.ofOne(Copies.duplicates(pixels, copyDistance, threadCount)));
    }
    if (size.parzenSamples() > 0) {
      ParzenWindow parzen = parzen(samples.first(size.parzenSamples()).rows());
      double reach = NORMAL * parzen.standardError();
      figures.put(
          Figure.PARZEN,
          Measured.ofOne(
              new Estimate(parzen.mean(), parzen.mean() - reach, parzen.mean() + reach)));
    }
    return figures;
  }

  private ParzenWindow parzen(Rows samples) {
    return ParzenWindow.of(
        samples,
        GreyImages.of(images.heldOut()).first(VALIDATION_IMAGES).rows(),
        GreyImages.of(images.test()).rows(),
        threadCount);
  }

  private Rows training() {
    return GreyImages.of(images.train()).rows();
  }

  private static Rows some(DigitSet set, int draw, int count) {
    int[] chosen = ImageChoice.some(Purpose.PIXELS, draw, count, set.count());
    return GreyImages.of(set).select(chosen).rows();
  }
}
