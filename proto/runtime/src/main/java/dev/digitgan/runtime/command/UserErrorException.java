package dev.digitgan.runtime.command;

/**
 * The person who started the process can put this right: the message alone is shown, in one line.
 */
public final class UserErrorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserErrorException(String message) {
    super(message);
  }

  public UserErrorException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the cause's own words. */
  public static UserErrorException of(Exception cause) {
    return new UserErrorException(String.valueOf(cause.getMessage()), cause);
  }
}
