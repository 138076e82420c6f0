package dev.digitgan.command;

/**
 * An error that the user who started the process can put right; only its message is shown, in one
 * line.
 *
 * <p>Its type decides the exit status, which tells a scheduler whether to try again. This class is
 * for what may have changed by then: a store, a server, the network, a port, space on a disk. For
 * what stays the same, such as a wrong argument, variable or local file, throw a {@link
 * MisuseException}.
 */
public class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserErrorException(String message) {
    super(message);
  }

  public UserErrorException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns an error with the message of {@code cause}. */
  public static UserErrorException of(Exception cause) {
    return new UserErrorException(String.valueOf(cause.getMessage()), cause);
  }

  /** Returns the same kind of error, with {@code option} in front of its message. */
  public UserErrorException about(String option) {
    return new UserErrorException(option + ": " + getMessage(), this);
  }

  public int exitStatus() {
    return ExitStatus.FAILED;
  }
}
