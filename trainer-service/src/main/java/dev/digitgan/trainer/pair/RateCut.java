package dev.digitgan.trainer.pair;

import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.text.WholeNumbers;
import java.util.Locale;
import java.util.Map;

/**
 * That a run has gone on with lower learning rates after it had diverged.
 *
 * @param afterStep rounds up to this one were played at the full rates
 * @param factor of both players' rates
 */
public record RateCut(long afterStep, double factor) {
  /** A run that has not diverged. */
  public static final RateCut NONE = new RateCut(Long.MAX_VALUE, 1);

  /** Of the rates of a run that goes back because it has diverged. */
  static final double FACTOR = 0.5;

  private static final String SETTING = "rate-cut";

  public RateCut {
    if (afterStep < 0 || !(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "rates are multiplied by %s after step %d", factor, afterStep));
    }
  }

  public static RateCut after(long step) {
    return new RateCut(step, FACTOR);
  }

  /** Of the run that was saved as {@code state}. */
  public static RateCut of(TrainingState state) {
    return state.hasRateCut()
        ? new RateCut(state.getRateCut().getAfterStep(), state.getRateCut().getFactor())
        : NONE;
  }

  /**
   * Of the run that published a version with {@code settings}.
   *
   * @throws IllegalArgumentException if that is not told in a way that can be understood
   */
  public static RateCut of(Map<String, String> settings) {
    String text = settings.get(SETTING);
    if (text == null) {
      return NONE;
    }
    String[] parts = text.split(":", -1);
    try {
      if (parts.length == 2) {
        return new RateCut(WholeNumbers.parseLong(parts[1]), Double.parseDouble(parts[0]));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(SETTING + " is '" + text + "'", e);
    }
    throw new IllegalArgumentException(SETTING + " is '" + text + "'");
  }

  public boolean made() {
    return !equals(NONE);
  }

  /** Of the rates of the round after {@code step} rounds. */
  double factorAfter(long step) {
    return step < afterStep ? 1 : factor;
  }

  /** As a manifest's setting; none where the rates were not cut. */
  public Map<String, String> settings() {
    return made() ? Map.of(SETTING, factor + ":" + afterStep) : Map.of();
  }

  void addTo(TrainingState.Builder state) {
    if (made()) {
      state.getRateCutBuilder().setAfterStep(afterStep).setFactor(factor);
    }
  }
}
