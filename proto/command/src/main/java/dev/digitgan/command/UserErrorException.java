package dev.digitgan.command;

import picocli.CommandLine.ExitCode;

/**
 * The person who started the process can put this right: the message alone is shown, in one line.
 *
 * <p>The kind of the exception decides the exit status, which tells a scheduler whether to try
 * again. What the command line and its environment say, and what they name on this machine, is the
 * same at the next try: where it cannot be used, that is a {@link MisuseException}. This class is
 * for what may be otherwise by then: a store, a server, the network, a port, space on a disk.
 */
public class UserErrorException extends RuntimeException {
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

  /** The same kind of error, said of {@code option}. */
  public UserErrorException about(String option) {
    return new UserErrorException(option + ": " + getMessage(), this);
  }

  /** With which the process ends. */
  public int exitStatus() {
    return ExitCode.SOFTWARE;
  }
}
