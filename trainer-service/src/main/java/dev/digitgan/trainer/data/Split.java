package dev.digitgan.trainer.data;

import java.util.List;
import java.util.Locale;

public enum Split {
  TRAIN("train"),
  TEST("t10k");

  private final String filePrefix;

  Split(String filePrefix) {
    this.filePrefix = filePrefix;
  }

  /** The published name without ".gz", e.g. {@code train-images-idx3-ubyte}. */
  String imagesFile() {
    return filePrefix + "-images-idx3-ubyte";
  }

  String labelsFile() {
    return filePrefix + "-labels-idx1-ubyte";
  }

  /** The spellings of the file {@code name}, the preferred one first. */
  static List<String> spellings(String name) {
    // Some unpackers write "train-images.idx3-ubyte".
    String dotted = name.replace("-idx", ".idx");
    return List.of(name, name + ".gz", dotted, dotted + ".gz");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
