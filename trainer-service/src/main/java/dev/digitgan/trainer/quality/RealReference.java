package dev.digitgan.trainer.quality;

import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import com.google.common.collect.Multimaps;
import dev.digitgan.trainer.quality.ImageChoice.Purpose;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The real images as the classifier reads them, and the figures of training images that are treated
 * as samples and compared with the test images. No generator should do better. One reference serves
 * all samples.
 *
 * @param size of the evaluation, limited to the number of images
 * @param floors the figures of real images
 */
public record RealReference(
    RealImages images,
    EvaluationSize size,
    FeatureFigures featureFigures,
    PixelFigures pixelFigures,
    Map<Figure, RealFloor> floors) {
  /** The training images to draw from, as a multiple of a draw: reading them all takes too long. */
  private static final int POOL_DRAWS = 5;

  public RealReference {
    floors = Collections.unmodifiableMap(floors);
  }

  /**
   * Reads the images and computes their figures.
   *
   * @throws IllegalArgumentException if the images do not have the classifier's size
   */
  public static RealReference of(
      RealImages images, DigitClassifier classifier, EvaluationSize asked, int threadCount) {
    EvaluationSize size = asked.within(images);
    FeatureFigures features =
        new FeatureFigures(classifier.read(GreyImages.of(images.test())), size, threadCount);
    int poolImages = (int) Math.min(images.train().count(), (long) POOL_DRAWS * size.samples());
    int[] chosen = ImageChoice.some(Purpose.REAL_POOL, 0, poolImages, images.train().count());
    Reading pool = classifier.read(GreyImages.of(images.train()).select(chosen));
    ListMultimap<Figure, Double> draws =
        MultimapBuilder.enumKeys(Figure.class).arrayListValues().build();
    for (int draw = 0; draw < size.realDraws(); draw++) {
      int[] drawn = ImageChoice.some(Purpose.REAL_SAMPLES, draw, size.samples(), poolImages);
      features.of(draw, pool.select(drawn)).forEach(draws::put);
    }
    Map<Figure, RealFloor> floors = new EnumMap<>(Figure.class);
    Multimaps.asMap(draws).forEach((figure, values) -> floors.put(figure, RealFloor.of(values)));
    PixelFigures pixels = new PixelFigures(images, size, threadCount);
    floors.putAll(pixels.real());
    return new RealReference(images, size, features, pixels, floors);
  }
}
