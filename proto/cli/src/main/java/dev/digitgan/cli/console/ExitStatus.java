package dev.digitgan.cli.console;

/** What the process ends with, beside 2 for arguments not understood. */
public final class ExitStatus {
  public static final int DONE = 0;

  /**
   * A failure: what was asked for was not done, or could not be found out. It may be tried again.
   */
  public static final int NOT_FOUND_OUT = 1;

  /** It was found out, and the answer is no: something is wrong, or different. */
  public static final int NO = 3;

  private ExitStatus() {}
}
