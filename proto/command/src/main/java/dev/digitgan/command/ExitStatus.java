package dev.digitgan.command;

/** What a process ends with. Scripts and schedulers read these numbers, so they never change. */
public final class ExitStatus {
  public static final int DONE = 0;

  /**
   * A failure: what was asked for was not done, or could not be found out. It may be tried again.
   */
  public static final int FAILED = 1;

  /** Arguments, variables or files that they name cannot be used, now or at any other try. */
  public static final int NOT_UNDERSTOOD = 2;

  /** It was found out, and the answer is no: something is wrong, or different. */
  public static final int NO = 3;

  /** Another process owns the run; to start this one again would take the run from that one. */
  public static final int FENCED = 4;

  /** A model did not pass the gate. */
  public static final int NOT_PASSED = 5;

  private ExitStatus() {}
}
