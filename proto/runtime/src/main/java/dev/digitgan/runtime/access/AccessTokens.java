package dev.digitgan.runtime.access;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bearer tokens (RFC 6750) that a service accepts. Only their SHA-256 digests are stored and
 * compared, so that the time of a look-up reveals nothing about a token.
 *
 * <p>A file of tokens has lines "subject token"; "#" begins a comment. A subject may have several
 * tokens, so that one can be replaced without a gap.
 */
public final class AccessTokens {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,128}");
  private static final int MIN_TOKEN_LENGTH = 16;
  private static final String SCHEME = "Bearer ";

  private final Map<Sha256, String> subjects;

  private AccessTokens(Map<Sha256, String> subjects) {
    this.subjects = Map.copyOf(subjects);
  }

  /** Parses a file of at least one token; each has at least 16 characters. */
  public static AccessTokens parse(OptionFile file, byte[] content) throws FileRefusedException {
    Map<Sha256, String> subjects = new HashMap<>();
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(subjects, line, file, i + 1);
      }
    }
    if (subjects.isEmpty()) {
      throw new FileRefusedException(file, "it holds no line \"subject token\"");
    }
    return new AccessTokens(subjects);
  }

  /** Adds a line. Messages never quote it, because a token may be in the wrong place. */
  private static void add(Map<Sha256, String> subjects, String line, OptionFile file, int number)
      throws FileRefusedException {
    String[] words = line.split("\\s+", -1);
    if (words.length != 2 || !SUBJECT.matcher(words[0]).matches()) {
      throw new FileRefusedException(file, "line " + number + " is not \"subject token\"");
    }
    if (!TOKEN.matcher(words[1]).matches()) {
      throw new FileRefusedException(
          file, "line " + number + ": a token has only letters, digits and . _ ~ + / -");
    }
    if (words[1].length() < MIN_TOKEN_LENGTH) {
      throw new FileRefusedException(
          file, "line " + number + ": a token of fewer than 16 characters can be guessed");
    }
    String before = subjects.putIfAbsent(digest(words[1]), words[0]);
    if (before != null && !before.equals(words[0])) {
      throw new FileRefusedException(
          file, "line " + number + ": another subject has the same token");
    }
  }

  /**
   * Returns the subject of a call's token, or empty if the token is unknown.
   *
   * @param authorization the header: "Bearer ..."
   */
  Optional<String> subject(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length()).strip();
    return Optional.ofNullable(subjects.get(digest(token)));
  }

  private static Sha256 digest(String token) {
    return Sha256.of(token.getBytes(StandardCharsets.UTF_8));
  }
}
