package dev.digitgan.trainer.quality;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.Ints;
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
 * Judges images whose channels are digits by their modes. The figures of real images come from
 * training images that are stacked at random.
 *
 * @param classifier not owned
 * @param shares of the digits in the training images
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StackedEvaluation(
    DigitClassifier classifier,
    RealImages images,
    EvaluationSize size,
    int channels,
    double[] shares,
    Map<Figure, RealFloor> floors)
    implements SampleJudge {
  StackedEvaluation {
    floors = Collections.unmodifiableMap(floors);
  }

  /** Reads the real images, which must have the classifier's size. */
  static StackedEvaluation of(
      RealImages images, DigitClassifier classifier, EvaluationSize size, int channels) {
    double[] shares = new double[DigitSet.CLASSES];
    for (int i = 0; i < images.train().count(); i++) {
      shares[images.train().label(i)] += 1.0 / images.train().count();
    }
    int[] read = classifier.read(GreyImages.of(images.train())).digits();
    ListMultimap<Figure, Double> draws = SampleEvaluation.draws();
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
    Multimaps.asMap(draws).forEach((figure, values) -> floors.put(figure, RealFloor.of(values)));
    return new StackedEvaluation(classifier, images, size, channels, shares, floors);
  }

  private static void put(ListMultimap<Figure, Double> draws, StackedModes modes) {
    draws.put(Figure.MODES, (double) modes.foundCount());
    draws.put(Figure.MODES_KL, modes.divergence());
  }

  @Override
  public QualityReport judge(SampleSource source) {
    int drawCount = source.draws(size);
    ListMultimap<Figure, Double> draws = SampleEvaluation.draws();
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
    Multimaps.asMap(draws).forEach((figure, values) -> figures.put(figure, Measured.of(values)));
    return new QualityReport(
        source.name(), classifier.digest(), images, size, floors, figures, classes);
  }

  private List<ClassShare> classes(int[][] digits) {
    int[] counts = new int[DigitSet.CLASSES];
    Arrays.stream(digits).flatMapToInt(Arrays::stream).forEach(digit -> counts[digit]++);
    ClassShares drawn = new ClassShares(Ints.asList(counts));
    return IntStream.range(0, drawn.classCount())
        .mapToObj(i -> new ClassShare(i, drawn.share(i), shares[i]))
        .toList();
  }
}
