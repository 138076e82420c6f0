package dev.digitgan.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names of files that Java could not decode with this process's locale. In the locale C, which is
 * ASCII, each byte of "ü" becomes U+FFFD, and a file of such a name ends up in a folder "??" next
 * to the right one.
 */
public final class UnreadNames {
  private static final char UNREAD = '\ufffd';
  private static final String OUR_VARIABLES = "DIGITGAN_";

  private UnreadNames() {}

  /**
   * The message to the user; empty if Java could decode every name. Check this first: the JDK's own
   * classes fail in such a folder.
   */
  public static Optional<String> complaint(String... args) {
    return complaint(
        System.getProperty("user.dir", ""),
        List.of(args),
        System.getenv(),
        System.getProperty("sun.jnu.encoding", "unknown"));
  }

  static Optional<String> complaint(
      String folder, List<String> args, Map<String, String> variables, String charset) {
    return unread(folder, args, variables)
        .map(
            what ->
                VisibleText.oneLine(what)
                    + " has letters that this process's locale (charset "
                    + charset
                    + ") does not know; set LC_ALL to a UTF-8 locale, e.g. LC_ALL=C.UTF-8, or"
                    + " use only letters of that charset");
  }

  private static Optional<String> unread(
      String folder, List<String> args, Map<String, String> variables) {
    if (isUnread(folder)) {
      return Optional.of("the current folder " + folder);
    }
    for (String arg : args) {
      if (isUnread(arg)) {
        return Optional.of("the argument '" + arg + "'");
      }
    }
    return new TreeMap<>(variables)
        .entrySet().stream()
            .filter(variable -> variable.getKey().startsWith(OUR_VARIABLES))
            .filter(variable -> isUnread(variable.getValue()))
            .map(variable -> variable.getKey() + "=" + variable.getValue())
            .findFirst();
  }

  private static boolean isUnread(String name) {
    return name.indexOf(UNREAD) >= 0;
  }
}
