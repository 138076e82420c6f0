package dev.digitgan.store;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.regex.Pattern;

/** The form of object keys, the same for every store. */
public final class ObjectKeys {
  private static final String SEGMENT = "[A-Za-z0-9_=-][A-Za-z0-9._=-]*";
  private static final Pattern KEY = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
  private static final int MAX_LENGTH = 1024;

  private ObjectKeys() {}

  public static boolean isKey(String text) {
    return text.length() <= MAX_LENGTH && KEY.matcher(text).matches();
  }

  public static String requireKey(String key) {
    checkArgument(isKey(key), "'%s' is not an object key", key);
    return key;
  }

  /** The folder that {@code prefix} names, without its last '/'. */
  public static String requirePrefix(String prefix) {
    checkArgument(prefix.endsWith("/"), "prefix '%s' does not end with '/'", prefix);
    return requireKey(prefix.substring(0, prefix.length() - 1));
  }
}
