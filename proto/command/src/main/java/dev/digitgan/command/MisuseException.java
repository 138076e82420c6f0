package dev.digitgan.command;

/**
 * A request that cannot be understood or fulfilled, now or later: an option, a variable or a local
 * file that one of them names is wrong. The exit status is 2.
 */
public final class MisuseException extends UserErrorException {
  private static final long serialVersionUID = 1L;

  public MisuseException(String message) {
    super(message);
  }

  public MisuseException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns an error with the message of {@code cause}. */
  public static MisuseException of(Exception cause) {
    return new MisuseException(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public MisuseException about(String option) {
    return new MisuseException(option + ": " + getMessage(), this);
  }

  @Override
  public int exitStatus() {
    return ExitStatus.NOT_UNDERSTOOD;
  }
}
