package dev.digitgan.trainer.command.train;

import dev.digitgan.checkpoint.run.FencedException;
import dev.digitgan.command.ExitStatus;
import dev.digitgan.command.UserErrorException;

/** Another process owns the run: to start this one again would take it from that one. */
final class FencedRunException extends UserErrorException {
  private static final long serialVersionUID = 1L;

  FencedRunException(FencedException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  @Override
  public int exitStatus() {
    return ExitStatus.FENCED;
  }
}
