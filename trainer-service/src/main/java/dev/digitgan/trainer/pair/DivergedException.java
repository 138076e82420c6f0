package dev.digitgan.trainer.pair;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.trainer.game.GameFigures;
import java.util.Locale;
import java.util.Map;

/**
 * A loss or a weight is NaN or infinite, or the generator draws a single colour: the weights are
 * unusable, and were not published.
 */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  public DivergedException(String message) {
    super(message);
  }

  public DivergedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws one if {@code tensors}, after {@code step}, hold NaN or an infinite number. */
  static void requireFinite(Map<String, HostTensor> tensors, long step) throws DivergedException {
    for (Map.Entry<String, HostTensor> tensor : tensors.entrySet()) {
      for (float value : tensor.getValue().values()) {
        if (!Float.isFinite(value)) {
          throw new DivergedException(
              String.format(
                  Locale.ROOT,
                  "%s holds %s after step %d. This state was not saved.",
                  tensor.getKey(),
                  value,
                  step));
        }
      }
    }
  }

  /** The samples after {@code step} are unusable. */
  public static DivergedException of(CheckpointException reason, long step) {
    return new DivergedException(
        String.format(
            Locale.ROOT,
            "%s after step %d. This state was not published.",
            reason.getMessage(),
            step),
        reason);
  }

  /** A loss of the rounds up to {@code step} is NaN or infinite. */
  static DivergedException of(GameFigures figures, long step) {
    return new DivergedException(
        String.format(
            Locale.ROOT,
            "a loss is NaN or infinite at step %d: D on real %s, D on fake %s, G %s."
                + " This state was not published.",
            step,
            figures.discriminatorLossReal(),
            figures.discriminatorLossFake(),
            figures.generatorLoss()));
  }

  /** The run diverged for {@code reason} again, after {@code cut}. */
  public static DivergedException again(DivergedException reason, RateCut cut) {
    return new DivergedException(
        String.format(
            Locale.ROOT,
            "%s The run had diverged before, and had gone back to step %d with %s of the learning"
                + " rates, so it ends here. Try a lower learning rate or another seed.",
            reason.getMessage(),
            cut.afterStep(),
            cut.factor()),
        reason);
  }
}
