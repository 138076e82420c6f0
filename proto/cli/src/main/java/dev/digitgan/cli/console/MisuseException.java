package dev.digitgan.cli.console;

import picocli.CommandLine.ExitCode;

/**
 * An argument, a variable or a local file that one of them names cannot be used, now or at any
 * other try. The exit status is 2.
 */
public final class MisuseException extends CommandException {
  private static final long serialVersionUID = 1;

  public MisuseException(String message) {
    super(message);
  }

  @Override
  public int exitStatus() {
    return ExitCode.USAGE;
  }
}
