package dev.digitgan.cli.connection;

import dev.digitgan.cli.console.Failures;
import dev.digitgan.cli.console.MisuseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a PEM file must hold, said with the option that named it: TLS itself tells less. */
final class PemFiles {
  private PemFiles() {}

  static void requireCertificates(String option, Path file) {
    require(option, file, "CERTIFICATE");
  }

  /** PKCS #8 and not encrypted. */
  static void requireKey(String option, Path file) {
    require(option, file, "PRIVATE KEY");
  }

  private static void require(String option, Path file, String label) {
    String begin = "-----BEGIN " + label + "-----";
    try {
      if (!new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(begin)) {
        throw new MisuseException(option + ": " + file + ": it holds no " + begin);
      }
    } catch (IOException e) {
      throw new MisuseException(option + ": " + Failures.text(e));
    }
  }
}
