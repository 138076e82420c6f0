package dev.digitgan.file;

import java.nio.file.Path;

/**
 * A file, and the option that named it, for messages.
 *
 * @param option e.g. "--tls-cert"
 */
public record OptionFile(String option, Path path) {
  /** E.g. "--tls-cert: /etc/tls/tls.crt". */
  @Override
  public String toString() {
    return option + ": " + path;
  }
}
