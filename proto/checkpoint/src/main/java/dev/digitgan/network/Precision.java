package dev.digitgan.network;

import ai.djl.ndarray.types.DataType;
import java.util.Locale;

/** The type of numbers in a forward pass. */
public enum Precision {
  FLOAT32(DataType.FLOAT32),
  FLOAT64(DataType.FLOAT64);

  private final DataType dataType;

  Precision(DataType dataType) {
    this.dataType = dataType;
  }

  DataType dataType() {
    return dataType;
  }

  /** The name in fingerprints and on the command line, such as "float32". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
