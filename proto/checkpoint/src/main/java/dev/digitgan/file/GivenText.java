package dev.digitgan.file;

import dev.digitgan.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Checks paths, URIs and names from arguments and environment variables.
 *
 * <p>Three mistakes make a wrong value look right: a control character in it (for example a
 * carriage return from a file with Windows line ends), white space around it, and a {@code ~} that
 * no shell expanded.
 */
public final class GivenText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern VARIABLE = Pattern.compile("\\bDIGITGAN_[A-Z0-9_]+");

  private GivenText() {}

  /**
   * Returns the value. A blank value is the caller's concern.
   *
   * @throws IllegalArgumentException if it has one of these mistakes; the message shows the value
   */
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
    Optional<String> control =
        value
            .codePoints()
            .filter(GivenText::isInvisible)
            .mapToObj(Character::toString)
            .map(VisibleText::oneLine)
            .findFirst();
    if (control.isPresent()) {
      return Optional.of("holds the control character " + control.get() + ": remove it");
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

  /**
   * The variable from which an option took {@code value}; empty if it came from elsewhere.
   *
   * @param description the option's help, which names its variable
   */
  public static Optional<String> variable(
      String description, String value, Map<String, String> environment) {
    return VARIABLE
        .matcher(description)
        .results()
        .map(MatchResult::group)
        .filter(name -> value.equals(environment.get(name)))
        .findFirst();
  }

  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || character == BYTE_ORDER_MARK;
  }
}
