package dev.digitgan.generator.sampling;

import java.util.Locale;

/** The images would come too late: the caller should ask for fewer, wait longer or go elsewhere. */
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
        false); // Thrown most when there is least time: without a stack trace.
  }
}
