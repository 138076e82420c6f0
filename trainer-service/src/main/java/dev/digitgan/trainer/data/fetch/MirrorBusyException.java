package dev.digitgan.trainer.data.fetch;

import java.io.IOException;

/** The mirror asks for patience: try it again after a pause. */
final class MirrorBusyException extends IOException {
  private static final long serialVersionUID = 1L;

  MirrorBusyException(String message) {
    super(message);
  }
}
