package dev.digitgan.trainer.data;

import java.util.Locale;

public enum Split {
  TRAIN("train"),
  TEST("t10k");

  private final String filePrefix;

  Split(String filePrefix) {
    this.filePrefix = filePrefix;
  }

  /** As published, without ".gz": {@code train-images-idx3-ubyte}. */
  String imagesFile() {
    return filePrefix + "-images-idx3-ubyte";
  }

  String labelsFile() {
    return filePrefix + "-labels-idx1-ubyte";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
