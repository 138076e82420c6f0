package dev.digitgan.generator.sampling;

import java.util.Locale;

/**
 * The images would come too late: the caller should ask for fewer, wait longer or try elsewhere.
 */
public final class DeadlineTooShortException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DeadlineTooShortException(double waitSeconds, double remainingSeconds) {
    super(
        String.format(
            Locale.ROOT,
            "refused at once: the images would take %.3f s, and the deadline is in %.3f s",
            waitSeconds,
            remainingSeconds),
        null,
        false,
        false); // Without a stack trace: it is thrown most often under load.
  }
}
