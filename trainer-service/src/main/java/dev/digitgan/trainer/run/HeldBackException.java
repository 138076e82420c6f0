package dev.digitgan.trainer.run;

import java.util.List;

/** The generator did not pass the gate and was not published; training can go on. */
public final class HeldBackException extends Exception {
  private static final long serialVersionUID = 1;

  public HeldBackException(List<String> reasons) {
    super(String.join("; ", reasons));
  }
}
