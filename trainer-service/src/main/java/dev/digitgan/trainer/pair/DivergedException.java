package dev.digitgan.trainer.pair;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.trainer.game.GameFigures;
import java.util.Locale;
import java.util.Map;

/**
 * A loss or a weight is infinite or not a number, or the generator draws one colour: the weights
 * are of no use, and nothing was published of them.
 */
public final class DivergedException extends Exception {
  private static final long serialVersionUID = 1;

  public DivergedException(String message) {
    super(message);
  }

  public DivergedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Throws one if a number of {@code tensors}, as they are after {@code step}, is none. */
  static void requireFinite(Map<String, HostTensor> tensors, long step) throws DivergedException {
    for (Map.Entry<String, HostTensor> tensor : tensors.entrySet()) {
      for (float value : tensor.getValue().values()) {
        if (!Float.isFinite(value)) {
          throw new DivergedException(
              String.format(
                  Locale.ROOT,
                  "%s holds %s after step %d. Nothing was saved of this state.",
                  tensor.getKey(),
                  value,
                  step));
        }
      }
    }
  }

  /** What is drawn after {@code step} is of no use. */
  public static DivergedException of(CheckpointException reason, long step) {
    return new DivergedException(
        String.format(
            Locale.ROOT,
            "%s after step %d. Nothing was published of this state.",
            reason.getMessage(),
            step),
        reason);
  }

  /** Losses of the rounds up to {@code step} are no finite numbers. */
  public static DivergedException of(GameFigures figures, long step) {
    return new DivergedException(
        String.format(
            Locale.ROOT,
            "the losses are no finite numbers any more at step %d: D on real %s, D on fake %s, G %s."
                + " Nothing was published of this state.",
            step,
            figures.discriminatorLossReal(),
            figures.discriminatorLossFake(),
            figures.generatorLoss()));
  }

  /** For good: the run went on by {@code cut}, and came to {@code reason} again. */
  public static DivergedException again(DivergedException reason, RateCut cut) {
    return new DivergedException(
        String.format(
            Locale.ROOT,
            "%s The run had diverged before, had gone back to step %d and on with %s of the learning"
                + " rates: it is given up. Try a lower learning rate or another seed.",
            reason.getMessage(),
            cut.afterStep(),
            cut.factor()),
        reason);
  }
}
