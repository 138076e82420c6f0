package dev.digitgan.trainer.pair;

import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.text.WholeNumbers;
import java.util.Locale;
import java.util.Map;

/**
 * The lower learning rates of a run that has diverged.
 *
 * @param afterStep the last round with the full rates
 * @param factor multiplies both players' rates after that
 */
public record RateCut(long afterStep, double factor) {
  /** The full rates of a run that has not diverged. */
  public static final RateCut NONE = new RateCut(Long.MAX_VALUE, 1);

  private static final double FACTOR = 0.5;
  private static final String SETTING = "rate-cut";

  public RateCut {
    if (afterStep < 0 || !(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "cannot multiply rates by %s after step %d", factor, afterStep));
    }
  }

  public static RateCut after(long step) {
    return new RateCut(step, FACTOR);
  }

  static RateCut of(TrainingState state) {
    return state.hasRateCut()
        ? new RateCut(state.getRateCut().getAfterStep(), state.getRateCut().getFactor())
        : NONE;
  }

  /** Reads the cut from {@link #settings}; IllegalArgumentException if it has another form. */
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

  /** Returns what multiplies the rates of the round after {@code step} rounds. */
  double factorAfter(long step) {
    return step < afterStep ? 1 : factor;
  }

  /** Returns the settings for a manifest; empty if the rates were not cut. */
  public Map<String, String> settings() {
    return made() ? Map.of(SETTING, factor + ":" + afterStep) : Map.of();
  }

  void addTo(TrainingState.Builder state) {
    if (made()) {
      state.getRateCutBuilder().setAfterStep(afterStep).setFactor(factor);
    }
  }
}
