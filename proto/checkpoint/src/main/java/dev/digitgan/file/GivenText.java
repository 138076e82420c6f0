package dev.digitgan.file;

import dev.digitgan.text.VisibleText;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths, URIs and names as a person gave them to a program, in an argument or in a variable of the
 * environment.
 *
 * <p>Three mistakes of shells and of files that variables come from make a value that looks right
 * and is another: a control character in it (a carriage return, from a file with Windows line
 * ends), white space around it, and a {@code ~} that no shell has expanded. They are refused.
 */
public final class GivenText {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern VARIABLE = Pattern.compile("\\bDIGITGAN_[A-Z0-9_]+");

  private GivenText() {}

  /**
   * The value itself. What is blank or empty is up to whoever takes it.
   *
   * @throws IllegalArgumentException if it is one of these mistakes; the message holds the value
   */
  public static String require(String value) {
    Optional<String> problem = problem(value);
    if (problem.isPresent()) {
      throw new IllegalArgumentException("'" + visible(value) + "' " + problem.get());
    }
    return value;
  }

  /** As {@link #require}, of a path. */
  public static Path path(String value) {
    try {
      return Path.of(require(value));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "'" + visible(value) + "' is no path: " + visible(e.getReason()), e);
    }
  }

  /**
   * What is wrong with the value and what to do; it does not hold the value, which may be secret.
   */
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

  /** The text with what cannot be seen in it as escapes, on one line. */
  public static String visible(String text) {
    return VisibleText.oneLine(text);
  }

  /**
   * The variable that an option took {@code value} from; empty if it took it from elsewhere.
   *
   * @param description of the option, which names its variable
   */
  public static Optional<String> variable(
      String description, String value, Map<String, String> environment) {
    Matcher names = VARIABLE.matcher(description);
    while (names.find()) {
      if (value.equals(environment.get(names.group()))) {
        return Optional.of(names.group());
      }
    }
    return Optional.empty();
  }

  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || character == BYTE_ORDER_MARK;
  }
}
