package dev.digitgan.cli.console;

/** The command cannot do what it was asked for; the message says why, in one line. */
public final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CommandException(String message) {
    super(message);
  }
}
