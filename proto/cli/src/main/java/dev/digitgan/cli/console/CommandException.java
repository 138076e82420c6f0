package dev.digitgan.cli.console;

import picocli.CommandLine.ExitCode;

/**
 * The command cannot do what it was asked for; the message says why, in one line. It may be able to
 * another time; where it will not be, that is a {@link MisuseException}.
 */
public class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CommandException(String message) {
    super(message);
  }

  /** With which the process ends. */
  public int exitStatus() {
    return ExitCode.SOFTWARE;
  }
}
