package dev.digitgan.trainer.quality;

import dev.digitgan.random.RandomStream;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.ImageChoice.Purpose;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import dev.digitgan.trainer.quality.figure.ClassShares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Judges images whose channels are digits by the modes that they are of. Their real row is of
 * training images, stacked at random and read as the samples are.
 */
final class StackedEvaluation implements SampleJudge {
  private final DigitClassifier classifier;
  private final RealImages images;
  private final EvaluationSize size;
  private final int channels;
  private final double[] shares;
  private final Map<Figure, RealFloor> floors;

  private StackedEvaluation(
      DigitClassifier classifier,
      RealImages images,
      EvaluationSize size,
      int channels,
      double[] shares,
      Map<Figure, RealFloor> floors) {
    this.classifier = classifier;
    this.images = images;
    this.size = size;
    this.channels = channels;
    this.shares = shares;
    this.floors = Collections.unmodifiableMap(floors);
  }

  /**
   * Reads the real images.
   *
   * @param classifier not owned
   * @param size how many samples are drawn, and how often
   * @throws IllegalArgumentException if the images are of another size than the classifier's
   */
  public static StackedEvaluation of(
      RealImages images, DigitClassifier classifier, EvaluationSize size, int channels) {
    double[] shares = new double[DigitSet.CLASSES];
    for (int i = 0; i < images.train().count(); i++) {
      shares[images.train().label(i)] += 1.0 / images.train().count();
    }
    int[] read = classifier.read(GreyImages.of(images.train())).digits();
    Map<Figure, List<Double>> draws = new EnumMap<>(Figure.class);
    for (int draw = 0; draw < size.realDraws(); draw++) {
      RandomStream random = ImageChoice.random(Purpose.REAL_STACKS, draw);
      int[][] digits = new int[channels][size.samples()];
      for (int[] channel : digits) {
        for (int i = 0; i < channel.length; i++) {
          channel[i] = read[random.nextInt(read.length)];
        }
      }
      put(draws, StackedModes.of(digits, shares));
    }
    Map<Figure, RealFloor> floors = new EnumMap<>(Figure.class);
    draws.forEach((figure, values) -> floors.put(figure, RealFloor.of(values)));
    return new StackedEvaluation(classifier, images, size, channels, shares, floors);
  }

  private static void put(Map<Figure, List<Double>> values, StackedModes modes) {
    values.computeIfAbsent(Figure.MODES, any -> new ArrayList<>()).add((double) modes.foundCount());
    values.computeIfAbsent(Figure.MODES_KL, any -> new ArrayList<>()).add(modes.divergence());
  }

  @Override
  public RealImages images() {
    return images;
  }

  @Override
  public EvaluationSize size() {
    return size;
  }

  @Override
  public Map<Figure, RealFloor> floors() {
    return floors;
  }

  @Override
  public QualityReport judge(SampleSource source) {
    int drawCount = source.draws(size);
    Map<Figure, List<Double>> draws = new EnumMap<>(Figure.class);
    List<ClassShare> classes = new ArrayList<>();
    for (int draw = 0; draw < drawCount; draw++) {
      GreyImages samples = source.draw(draw, size.samples());
      int[][] digits = new int[channels][];
      for (int channel = 0; channel < channels; channel++) {
        digits[channel] = classifier.read(samples.channel(channel, channels)).digits();
      }
      put(draws, StackedModes.of(digits, shares));
      if (draw == 0) {
        classes.addAll(classes(digits));
      }
    }
    Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    draws.forEach((figure, values) -> figures.put(figure, Measured.of(values)));
    return new QualityReport(
        source.name(), classifier.digest(), images, size, floors, figures, classes);
  }

  /** Of all channels together. */
  private List<ClassShare> classes(int[][] digits) {
    Integer[] counts = new Integer[DigitSet.CLASSES];
    Arrays.fill(counts, 0);
    for (int[] channel : digits) {
      for (int digit : channel) {
        counts[digit]++;
      }
    }
    ClassShares drawn = new ClassShares(List.of(counts));
    return IntStream.range(0, drawn.classCount())
        .mapToObj(i -> new ClassShare(i, drawn.share(i), shares[i]))
        .toList();
  }
}
