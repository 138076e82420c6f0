package dev.digitgan.trainer.quality;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import com.google.common.primitives.Ints;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.ImageChoice.Purpose;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges grey images by all figures except those of stacked digits. The figures of real images,
 * which no generator should exceed, come from training images that are treated as samples and
 * compared with the test images.
 *
 * @param classifier not owned
 * @param size limited to the number of images
 */
public record SampleEvaluation(
    DigitClassifier classifier,
    RealImages images,
    EvaluationSize size,
    FeatureFigures featureFigures,
    PixelFigures pixelFigures,
    Map<Figure, RealFloor> floors)
    implements SampleJudge {
  /** The training images to draw from, as a multiple of a draw: reading them all takes too long. */
  private static final int POOL_DRAWS = 5;

  public SampleEvaluation {
    floors = Collections.unmodifiableMap(floors);
  }

  /** Reads the real images, which must have the classifier's size, and computes their figures. */
  public static SampleEvaluation of(
      RealImages images, DigitClassifier classifier, EvaluationSize asked, int threadCount) {
    EvaluationSize size = asked.within(images);
    FeatureFigures features =
        new FeatureFigures(classifier.read(GreyImages.of(images.test())), size, threadCount);
    int poolImages = (int) Math.min(images.train().count(), (long) POOL_DRAWS * size.samples());
    int[] chosen = ImageChoice.some(Purpose.REAL_POOL, 0, poolImages, images.train().count());
    Reading pool = classifier.read(GreyImages.of(images.train()).select(chosen));
    ListMultimap<Figure, Double> draws = draws();
    for (int draw = 0; draw < size.realDraws(); draw++) {
      int[] drawn = ImageChoice.some(Purpose.REAL_SAMPLES, draw, size.samples(), poolImages);
      features.of(draw, pool.select(drawn)).forEach(draws::put);
    }
    Map<Figure, RealFloor> floors = new EnumMap<>(Figure.class);
    Multimaps.asMap(draws).forEach((figure, values) -> floors.put(figure, RealFloor.of(values)));
    PixelFigures pixels = new PixelFigures(images, size, threadCount);
    floors.putAll(pixels.real());
    return new SampleEvaluation(classifier, images, size, features, pixels, floors);
  }

  /** Makes an empty table of the values of each draw. */
  static ListMultimap<Figure, Double> draws() {
    return MultimapBuilder.enumKeys(Figure.class).arrayListValues().build();
  }

  @Override
  public QualityReport judge(SampleSource source) {
    int draws = source.draws(size);
    ListMultimap<Figure, Double> values = draws();
    Map<Figure, Measured> figures = new EnumMap<>(Figure.class);
    List<ClassShare> classes = new ArrayList<>();
    for (int draw = 0; draw < draws; draw++) {
      GreyImages samples = source.draw(draw, size.samples());
      Reading reading = classifier.read(samples);
      Map<Figure, Double> ofDraw = featureFigures.of(draw, reading);
      agreement(source, draw).ifPresent(share -> ofDraw.put(Figure.CLASS_AGREEMENT, share));
      ofDraw.forEach(values::put);
      if (draw == 0) {
        figures.putAll(pixelFigures.of(samples));
        classes.addAll(featureFigures.classes(reading));
      }
      if (draws == 1) {
        featureFigures
            .intervals(ofDraw, reading)
            .forEach((figure, estimate) -> figures.put(figure, Measured.ofOne(estimate)));
      }
    }
    Multimaps.asMap(values)
        .forEach((figure, ofDraws) -> figures.computeIfAbsent(figure, any -> Measured.of(ofDraws)));
    return new QualityReport(
        source.name(), classifier.digest(), images, size, floors, figures, classes);
  }

  /** The share of samples that show the requested digit; empty if none can be requested. */
  private Optional<Double> agreement(SampleSource source, int draw) {
    int each = Math.max(1, size.samples() / DigitSet.CLASSES);
    int right = 0;
    int asked = 0;
    for (int digit = 0; digit < DigitSet.CLASSES; digit++) {
      Optional<GreyImages> samples = source.draw(draw, each, digit);
      if (samples.isPresent()) {
        right += Collections.frequency(Ints.asList(classifier.read(samples.get()).digits()), digit);
        asked += each;
      }
    }
    return asked == 0 ? Optional.empty() : Optional.of((double) right / asked);
  }
}
