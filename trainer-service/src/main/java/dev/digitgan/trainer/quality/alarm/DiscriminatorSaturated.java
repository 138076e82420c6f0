package dev.digitgan.trainer.quality.alarm;

import com.google.common.collect.EvictingQueue;
import dev.digitgan.trainer.quality.alarm.GameMonitor.GameReading;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/**
 * Watches for a D that is nearly always right while G's gradient has vanished.
 *
 * <p>A high accuracy alone is not a fault: with the non-saturating loss G's gradient is largest
 * when D is sure. Source: Goodfellow et al., arXiv:1406.2661, section 3.
 */
public final class DiscriminatorSaturated implements GameMonitor {
  /** The least accuracy, on real images and fakes, of each block of a saturated D. */
  static final double SURE = 0.95;

  /** The share of the running median below which G no longer moves. */
  static final double VANISHED = 0.01;

  /** The window of the running median: 10,000 rounds if every tenth is measured. */
  private static final int WINDOW = 1_000;

  /** The number of first gradients that always count, even if D is sure from the beginning. */
  private static final int FIRST = 10;

  /** The number of newest gradients whose median must have vanished. */
  private static final int NEWEST = 5;

  private final Blocks blocks = new Blocks();
  private final Queue<Double> usual = EvictingQueue.create(WINDOW);
  private final Queue<Double> newest = EvictingQueue.create(NEWEST);
  private boolean sure;
  private Optional<TrainingAlarm> alarm = Optional.empty();

  @Override
  public Kind kind() {
    return Kind.DISCRIMINATOR_SATURATED;
  }

  @Override
  public void take(GameReading reading) {
    if (!Double.isNaN(reading.generatorGradient())) {
      newest.add(reading.generatorGradient());
      // A vanished gradient must not become the usual one.
      if (!sure || usual.size() < FIRST) {
        usual.add(reading.generatorGradient());
      }
    }
    sure = reading.accuracy() > SURE;
    if (blocks.add(reading)) {
      alarm = judged();
    }
  }

  private Optional<TrainingAlarm> judged() {
    boolean lasting = blocks.full() && blocks.blocks().stream().allMatch(b -> b.accuracy() > SURE);
    if (!lasting || !(median(newest) < VANISHED * median(usual))) {
      return Optional.empty();
    }
    return Optional.of(
        new TrainingAlarm(
            kind(),
            Severity.FAILURE,
            String.format(
                Locale.ROOT,
                "the discriminator was right about %.1f%% of the images of %d steps, and the"
                    + " generator's gradient, %.2g, is below %.0f%% of its running median, %.2g",
                100 * blocks.mean().accuracy(),
                blocks.mean().rounds(),
                median(newest),
                100 * VANISHED,
                median(usual)),
            "lower the discriminator's learning rate or raise gradient-penalty; replace the minimax"
                + " objective by non-saturating"));
  }

  @Override
  public Optional<TrainingAlarm> alarm() {
    return alarm;
  }

  /** The upper median; NaN without numbers. */
  private static double median(Queue<Double> numbers) {
    return numbers.stream().sorted().skip(numbers.size() / 2).findFirst().orElse(Double.NaN);
  }
}
