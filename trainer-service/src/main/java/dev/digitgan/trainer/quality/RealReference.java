package dev.digitgan.trainer.quality;

import dev.digitgan.trainer.quality.ImageChoice.Purpose;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import dev.digitgan.trainer.quality.classifier.DigitClassifier.Reading;
import dev.digitgan.trainer.quality.classifier.GreyImages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The real images as the classifier reads them, and what each figure comes to for them: draws of
 * training images, treated as samples are, against the test images. No generator is to be expected
 * to do better. Made once for all that is compared with them.
 */
public final class RealReference {
  /**
   * Training images that draws are taken from, as a multiple of a draw: reading them takes time.
   */
  private static final int POOL_DRAWS = 5;

  private final RealImages images;
  private final EvaluationSize size;
  private final FeatureFigures featureFigures;
  private final PixelFigures pixelFigures;
  private final Map<Figure, RealFloor> floors;

  private RealReference(
      RealImages images,
      EvaluationSize size,
      FeatureFigures featureFigures,
      PixelFigures pixelFigures,
      Map<Figure, RealFloor> floors) {
    this.images = images;
    this.size = size;
    this.featureFigures = featureFigures;
    this.pixelFigures = pixelFigures;
    this.floors = Collections.unmodifiableMap(floors);
  }

  /**
   * Reads the images and makes their row.
   *
   * @param asked what to look at; less of it where there are fewer images
   * @param threadCount of figures
   * @throws IllegalArgumentException if the images are of another size than the classifier's
   */
  public static RealReference of(
      RealImages images, DigitClassifier classifier, EvaluationSize asked, int threadCount) {
    EvaluationSize size = asked.within(images);
    FeatureFigures features =
        new FeatureFigures(classifier.read(GreyImages.of(images.test())), size, threadCount);
    int poolImages = (int) Math.min(images.train().count(), (long) POOL_DRAWS * size.samples());
    int[] chosen = ImageChoice.some(Purpose.REAL_POOL, 0, poolImages, images.train().count());
    Reading pool = classifier.read(GreyImages.of(images.train()).select(chosen));
    Map<Figure, List<Double>> draws = new EnumMap<>(Figure.class);
    for (int draw = 0; draw < size.realDraws(); draw++) {
      int[] drawn = ImageChoice.some(Purpose.REAL_SAMPLES, draw, size.samples(), poolImages);
      features
          .of(draw, pool.select(drawn))
          .forEach(
              (figure, value) ->
                  draws.computeIfAbsent(figure, any -> new ArrayList<>()).add(value));
    }
    Map<Figure, RealFloor> floors = new EnumMap<>(Figure.class);
    draws.forEach((figure, values) -> floors.put(figure, RealFloor.of(values)));
    PixelFigures pixels = new PixelFigures(images, size, threadCount);
    floors.putAll(pixels.real());
    return new RealReference(images, size, features, pixels, floors);
  }

  public RealImages images() {
    return images;
  }

  /** What is really looked at. */
  public EvaluationSize size() {
    return size;
  }

  /** What each figure comes to for real images. */
  public Map<Figure, RealFloor> floors() {
    return floors;
  }

  FeatureFigures featureFigures() {
    return featureFigures;
  }

  PixelFigures pixelFigures() {
    return pixelFigures;
  }
}
