package dev.digitgan.store;

import java.util.regex.Pattern;

/** The form of keys, the same for every store. */
public final class ObjectKeys {
  private static final String SEGMENT = "[A-Za-z0-9_=-][A-Za-z0-9._=-]*";
  private static final Pattern KEY = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
  private static final int MAX_LENGTH = 1024;

  private ObjectKeys() {}

  public static boolean isKey(String text) {
    return text.length() <= MAX_LENGTH && KEY.matcher(text).matches();
  }

  public static String requireKey(String key) {
    if (!isKey(key)) {
      throw new IllegalArgumentException("'" + key + "' is no object key");
    }
    return key;
  }

  /** The folder that {@code prefix} names, without its last '/'. */
  public static String requirePrefix(String prefix) {
    if (!prefix.endsWith("/")) {
      throw new IllegalArgumentException("prefix '" + prefix + "' does not end with '/'");
    }
    return requireKey(prefix.substring(0, prefix.length() - 1));
  }
}
