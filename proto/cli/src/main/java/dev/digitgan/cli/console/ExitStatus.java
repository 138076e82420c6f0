package dev.digitgan.cli.console;

/** What the process ends with, beside 1 for a failure and 2 for arguments not understood. */
public final class ExitStatus {
  public static final int DONE = 0;

  /** It was found out, and the answer is no: something is wrong, or different. */
  public static final int NO = 3;

  private ExitStatus() {}
}
