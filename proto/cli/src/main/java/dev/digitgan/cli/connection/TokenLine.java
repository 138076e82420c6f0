package dev.digitgan.cli.connection;

import dev.digitgan.cli.console.Failures;
import dev.digitgan.command.MisuseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A file of one token, alone or behind its subject as servers have it. */
final class TokenLine {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

  private TokenLine() {}

  static String read(Path file) {
    List<String> lines;
    try {
      lines =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
    } catch (IOException e) {
      throw new MisuseException("--token-file: " + Failures.text(e));
    }
    if (lines.size() != 1) {
      throw new MisuseException(
          String.format(
              Locale.ROOT,
              "--token-file: %s: it holds %d lines, not one with the token",
              file,
              lines.size()));
    }
    String[] words = lines.get(0).split("\\s+", -1);
    String token = words[words.length - 1];
    if (words.length > 2 || !TOKEN.matcher(token).matches()) {
      throw new MisuseException("--token-file: " + file + ": its line is no token");
    }
    return token;
  }
}
