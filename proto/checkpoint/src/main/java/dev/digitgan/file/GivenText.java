package dev.digitgan.file;

import dev.digitgan.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks paths, URIs and names from arguments and environment variables.
 *
 * <p>Three mistakes make a wrong value look right: a control character in it (for example a
 * carriage return from a file with Windows line ends), white space around it, and a {@code ~} that
 * no shell expanded.
 */
public final class GivenText {
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\ufeff]");
  private static final Pattern VARIABLE = Pattern.compile("\\bDIGITGAN_[A-Z0-9_]+");

  private GivenText() {}

  /** Returns {@code value}; IllegalArgumentException, which shows it, if it has such a mistake. */
  public static String require(String value) {
    Optional<String> problem = problem(value);
    if (problem.isPresent()) {
      throw new IllegalArgumentException("'" + visible(value) + "' " + problem.get());
    }
    return value;
  }

  /** The path that {@code value} names; see {@link #require}. */
  public static Path path(String value) {
    try {
      return Path.of(require(value));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "'" + visible(value) + "' is not a path: " + visible(e.getReason()), e);
    }
  }

  /** The fault and its remedy, without the value, which may be secret; empty if it is valid. */
  public static Optional<String> problem(String value) {
    Matcher control = CONTROL.matcher(value);
    if (control.find()) {
      return Optional.of("holds the control character " + visible(control.group()) + ": remove it");
    }
    if (!value.isBlank() && !value.equals(value.strip())) {
      return Optional.of("begins or ends with white space: remove it");
    }
    if (value.startsWith("~")) {
      return Optional.of(
          "begins with ~, which a shell expands only at the beginning of a word without quotes:"
              + " write $HOME/...");
    }
    return Optional.empty();
  }

  /** The text on one line, with control characters as escapes. */
  public static String visible(String text) {
    return VisibleText.oneLine(text);
  }

  /** The variable in an option's help from which {@code value} came, if any. */
  public static Optional<String> variable(
      String description, String value, Map<String, String> environment) {
    return VARIABLE
        .matcher(description)
        .results()
        .map(MatchResult::group)
        .filter(name -> value.equals(environment.get(name)))
        .findFirst();
  }
}
