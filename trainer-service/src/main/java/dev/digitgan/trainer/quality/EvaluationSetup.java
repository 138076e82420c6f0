package dev.digitgan.trainer.quality;

import ai.djl.Device;
import dev.digitgan.checkpoint.evaluator.Evaluator;
import dev.digitgan.checkpoint.v1.DataSet;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.quality.classifier.DigitClassifier;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A classifier and a judge that has read the real images. Owns the classifier until {@link #close}.
 */
public record EvaluationSetup(DigitClassifier classifier, SampleJudge judge)
    implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EvaluationSetup.class);

  /**
   * Reads the real images, for some seconds, or minutes for {@link EvaluationSize#FULL}.
   *
   * @param channels of the samples; each of several channels is a digit
   * @throws IllegalArgumentException if these images cannot judge samples
   */
  public static EvaluationSetup of(
      Evaluator evaluator, RealImages images, EvaluationSize size, int channels, int threadCount) {
    long began = System.nanoTime();
    DigitClassifier classifier = DigitClassifier.create(evaluator, Device.cpu());
    try {
      SampleJudge judge =
          channels == 1
              ? SampleEvaluation.of(images, classifier, size, threadCount)
              : StackedEvaluation.of(images, classifier, size.ofStacks(), channels);
      log.info(
          "read the real images of {} with the classifier {} in {} s",
          images.test().name(),
          evaluator.digest(),
          seconds(began));
      return new EvaluationSetup(classifier, judge);
    } catch (RuntimeException | Error e) {
      classifier.close();
      throw e;
    }
  }

  /** The entry of a data set in records. */
  public static DataSet description(DigitSet set) {
    return DataSet.newBuilder()
        .setName(set.name())
        .setDigest(set.digest())
        .setImages(set.count())
        .build();
  }

  public static String seconds(long sinceNanos) {
    return String.format(Locale.ROOT, "%.1f", (System.nanoTime() - sinceNanos) / 1e9);
  }

  @Override
  public void close() {
    classifier.close();
  }
}
