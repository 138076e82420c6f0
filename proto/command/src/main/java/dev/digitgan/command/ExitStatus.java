package dev.digitgan.command;

/** The exit statuses of our processes. Scripts and schedulers read them, so they never change. */
public final class ExitStatus {
  public static final int DONE = 0;

  /** The request failed, or its answer could not be found out. It may be tried again. */
  public static final int FAILED = 1;

  /** Arguments, variables or files that they name are unusable, and will be the next time. */
  public static final int NOT_UNDERSTOOD = 2;

  /** The answer is no: something is wrong, or different. */
  public static final int NO = 3;

  /** Another process owns the run, and starting this one again would take the run from it. */
  public static final int FENCED = 4;

  /** A model did not pass the gate. */
  public static final int NOT_PASSED = 5;

  private ExitStatus() {}
}
