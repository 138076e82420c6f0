package dev.digitgan.command;

import picocli.CommandLine.ExitCode;

/**
 * What was asked for cannot be understood or done, now or at any other try: an option, a variable
 * or a local file that one of them names is at fault. The exit status is 2.
 */
public final class MisuseException extends UserErrorException {
  private static final long serialVersionUID = 1L;

  public MisuseException(String message) {
    super(message);
  }

  public MisuseException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the cause's own words. */
  public static MisuseException of(Exception cause) {
    return new MisuseException(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public MisuseException about(String option) {
    return new MisuseException(option + ": " + getMessage(), this);
  }

  @Override
  public int exitStatus() {
    return ExitCode.USAGE;
  }
}
