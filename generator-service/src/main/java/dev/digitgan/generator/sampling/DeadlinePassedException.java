package dev.digitgan.generator.sampling;

/** The deadline passed while the images waited: the caller no longer waits for them. */
public final class DeadlinePassedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DeadlinePassedException() {
    super("the deadline passed while the images waited");
  }
}
