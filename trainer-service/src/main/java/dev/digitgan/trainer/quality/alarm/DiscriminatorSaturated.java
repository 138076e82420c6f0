package dev.digitgan.trainer.quality.alarm;

import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Kind;
import dev.digitgan.trainer.quality.alarm.TrainingAlarm.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * D is right nearly always, and G is told next to nothing by it: its gradient has vanished.
 *
 * <p>To be right alone is no fault: with the non-saturating loss G learns most from a D that is
 * sure. Source: Goodfellow et al., arXiv:1406.2661, section 3.
 */
public final class DiscriminatorSaturated implements GameMonitor {
  /** Of all images, real and fake; in each part of the last {@value Blocks#ROUNDS} rounds. */
  static final double SURE = 0.95;

  /** Of the running median: by so little G does not move any more. */
  static final double VANISHED = 0.01;

  /** The running median's window: 10,000 rounds where every tenth is measured. */
  private static final int WINDOW = 1_000;

  /** So many are taken in whatever D does, for a D that is sure from the beginning. */
  private static final int FIRST = 10;

  /** By so many of the newest it is judged whether the gradient has vanished. */
  private static final int NEWEST = 5;

  private final Blocks blocks = new Blocks();
  private final Medians usual = new Medians(WINDOW);
  private final Medians newest = new Medians(NEWEST);
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
      // Else a vanished gradient would become the usual one.
      if (!sure || usual.count() < FIRST) {
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
    if (!lasting || !(newest.median() < VANISHED * usual.median())) {
      return Optional.empty();
    }
    return Optional.of(
        new TrainingAlarm(
            kind(),
            Severity.FAILURE,
            String.format(
                Locale.ROOT,
                "the discriminator was right about %.1f%% of the images of %d steps, and the"
                    + " generator's gradient, %.2g, is under %.0f%% of its running median, %.2g",
                100 * blocks.mean().accuracy(),
                blocks.mean().rounds(),
                newest.median(),
                100 * VANISHED,
                usual.median()),
            "lower the discriminator's learning rate or raise gradient-penalty; with the minimax"
                + " objective, take non-saturating"));
  }

  @Override
  public Optional<TrainingAlarm> alarm() {
    return alarm;
  }
}
