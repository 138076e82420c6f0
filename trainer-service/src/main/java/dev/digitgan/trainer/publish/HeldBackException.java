package dev.digitgan.trainer.publish;

import java.util.List;

/** The generator did not pass the gate and was not published; training can go on. */
public final class HeldBackException extends Exception {
  private static final long serialVersionUID = 1;

  HeldBackException(List<String> reasons) {
    super(String.join("; ", reasons));
  }
}
