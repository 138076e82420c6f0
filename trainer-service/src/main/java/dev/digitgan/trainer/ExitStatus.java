package dev.digitgan.trainer;

/** How the process ends, beside picocli's 0 (done), 1 (failed) and 2 (not understood). */
final class ExitStatus {
  /** A replay came to other weights than the version has. */
  static final int DIFFERENT = 3;

  /** Another process owns the run; to start this one again would take the run from that one. */
  static final int FENCED = 4;

  /** A model did not pass the gate. */
  static final int NOT_PASSED = 5;

  private ExitStatus() {}
}
