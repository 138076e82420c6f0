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

  /** As published, without ".gz": {@code train-images-idx3-ubyte}. */
  String imagesFile() {
    return filePrefix + "-images-idx3-ubyte";
  }

  String labelsFile() {
    return filePrefix + "-labels-idx1-ubyte";
  }

  /** How the file {@code name} may be called in a set, the first that is there. */
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
