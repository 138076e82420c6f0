package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.ImageChoice.Purpose;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import dev.digitgan.trainer.quality.figure.Bootstrap;
import dev.digitgan.trainer.quality.figure.ClassShares;
import dev.digitgan.trainer.quality.figure.Estimate;
import dev.digitgan.trainer.quality.figure.FrechetDistance;
import dev.digitgan.trainer.quality.figure.InceptionScore;
import dev.digitgan.trainer.quality.figure.KernelDistance;
import dev.digitgan.trainer.quality.figure.Moments;
import dev.digitgan.trainer.quality.figure.Neighbourhoods;
import dev.digitgan.trainer.quality.figure.OneNearestNeighbour;
import dev.digitgan.trainer.quality.figure.PrecisionRecall;
import dev.digitgan.trainer.quality.figure.Rows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures that compare a draw with test images by the classifier's output. */
final class FeatureFigures {
  private static final int RESAMPLES = 40;

  /** The two-sided 95% quantile of the normal distribution. */
  private static final double NORMAL = 1.96;

  private final Reading test;
  private final Moments testMoments;
  private final ClassShares testShares;
  private final EvaluationSize size;
  private final int threadCount;

  FeatureFigures(Reading test, EvaluationSize size, int threadCount) {
    this.test = test;
    this.testMoments = Moments.of(test.features());
    this.testShares = ClassShares.of(test.odds());
    this.size = size;
    this.threadCount = threadCount;
  }

  Map<Figure, Double> of(int draw, Reading samples) {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(
        Figure.FRECHET_DISTANCE, FrechetDistance.of(testMoments, Moments.of(samples.features())));
    figures.put(Figure.KERNEL_DISTANCE, kernelDistance(draw, samples.features()).value());
    figures.put(Figure.INCEPTION_SCORE, InceptionScore.of(samples.odds()));
    ClassShares shares = ClassShares.of(samples.odds());
    figures.put(Figure.SMALLEST_CLASS_SHARE, smallest(shares).value());
    figures.put(Figure.CLASS_KL, shares.divergenceFrom(testShares));
    putNeighbours(figures, draw, samples.features());
    return figures;
  }

  private KernelDistance kernelDistance(int draw, Rows features) {
    int most = Math.min(features.count(), test.features().count());
    int block = Math.min(KernelDistance.BLOCK_ROWS, most / 2);
    return KernelDistance.of(
        test.features(),
        features,
        block,
        ImageChoice.random(Purpose.KERNEL_BLOCKS, draw),
        threadCount);
  }

  List<ClassShare> classes(Reading samples) {
    ClassShares shares = ClassShares.of(samples.odds());
    return IntStream.range(0, shares.classCount())
        .mapToObj(i -> new ClassShare(i, shares.share(i), testShares.share(i).value()))
        .toList();
  }

  private static Estimate smallest(ClassShares shares) {
    return IntStream.range(0, shares.classCount())
        .mapToObj(shares::share)
        .reduce((a, b) -> b.value() < a.value() ? b : a)
        .orElseThrow();
  }

  private void putNeighbours(Map<Figure, Double> figures, int draw, Rows features) {
    Neighbourhoods real = neighbourhoods(Purpose.NEIGHBOURS, draw, test.features());
    Neighbourhoods fake = neighbourhoods(Purpose.SAMPLE_NEIGHBOURS, draw, features);
    PrecisionRecall found = PrecisionRecall.of(real, fake, threadCount);
    figures.put(Figure.PRECISION, found.precision());
    figures.put(Figure.RECALL, found.recall());
    figures.put(Figure.DENSITY, found.density());
    figures.put(Figure.COVERAGE, found.coverage());
    figures.put(
        Figure.ONE_NEAREST_NEIGHBOUR, OneNearestNeighbour.of(real, fake, threadCount).accuracy());
  }

  private Neighbourhoods neighbourhoods(Purpose purpose, int draw, Rows features) {
    int[] chosen = ImageChoice.some(purpose, draw, size.neighbourImages(), features.count());
    return Neighbourhoods.of(features.select(chosen), PrecisionRecall.NEIGHBOURS, threadCount);
  }

  /** The intervals of those {@code figures} of a single draw that have one. */
  Map<Figure, Estimate> intervals(Map<Figure, Double> figures, Reading samples) {
    Map<Figure, Estimate> intervals = new EnumMap<>(Figure.class);
    intervals.put(Figure.FRECHET_DISTANCE, frechetInterval(samples.features()));
    intervals.put(Figure.KERNEL_DISTANCE, kernelInterval(samples.features()));
    intervals.put(Figure.SMALLEST_CLASS_SHARE, smallest(ClassShares.of(samples.odds())));
    figures.forEach(
        (figure, value) -> {
          switch (figure) {
            case PRECISION, RECALL, COVERAGE ->
                intervals.put(figure, ofShare(value, size.neighbourImages()));
            case ONE_NEAREST_NEIGHBOUR ->
                intervals.put(figure, ofShare(value, 2 * size.neighbourImages()));
            default -> {}
          }
        });
    return intervals;
  }

  private Estimate kernelInterval(Rows features) {
    KernelDistance distance = kernelDistance(0, features);
    double reach = NORMAL * distance.standardDeviation() / Math.sqrt(distance.blockCount());
    return new Estimate(distance.value(), distance.value() - reach, distance.value() + reach);
  }

  private static Estimate ofShare(double share, int trials) {
    return Estimate.ofShare(Math.round(share * trials), trials);
  }

  /** The bootstrap's interval, centred on the value, since repeated rows bias the distance. */
  private Estimate frechetInterval(Rows features) {
    Estimate resampled =
        Bootstrap.of(
            features.count(),
            RESAMPLES,
            rows -> FrechetDistance.of(testMoments, Moments.of(features.select(rows))),
            ImageChoice.random(Purpose.BOOTSTRAP, 0));
    double half = (resampled.high() - resampled.low()) / 2;
    double value = resampled.value();
    return new Estimate(value, Math.max(0, value - half), value + half);
  }
}
