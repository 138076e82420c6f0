package dev.digitgan.file;

import java.nio.file.Path;

/** A file and the option that named it, for messages. */
public record OptionFile(String option, Path path) {
  @Override
  public String toString() {
    return option + ": " + path;
  }
}
