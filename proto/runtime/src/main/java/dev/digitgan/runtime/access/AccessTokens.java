package dev.digitgan.runtime.access;

import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The bearer tokens (RFC 6750) that a service accepts. Only their SHA-256 is kept, and found by it:
 * how long that takes tells nothing of a token.
 *
 * <p>A file of them has lines "subject token"; "#" begins a comment. A subject may have several, so
 * that one can be replaced without a gap.
 */
public final class AccessTokens {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
  private static final Pattern SUBJECT = Pattern.compile("[!-~]{1,128}");
  private static final int MIN_TOKEN_LENGTH = 16;
  private static final String SCHEME = "Bearer ";

  private final Map<Digest, String> subjects;

  private AccessTokens(Map<Digest, String> subjects) {
    this.subjects = Map.copyOf(subjects);
  }

  /** At least one, each of at least 16 characters. */
  public static AccessTokens parse(OptionFile file, byte[] content) throws FileRefusedException {
    Map<Digest, String> subjects = new HashMap<>();
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

  /** Its messages say where, never what: a line may hold a token in the wrong place. */
  private static void add(Map<Digest, String> subjects, String line, OptionFile file, int number)
      throws FileRefusedException {
    String[] words = line.split("\\s+", -1);
    if (words.length != 2 || !SUBJECT.matcher(words[0]).matches()) {
      throw new FileRefusedException(file, "line " + number + " is not \"subject token\"");
    }
    if (!TOKEN.matcher(words[1]).matches()) {
      throw new FileRefusedException(
          file, "line " + number + ": a token is of letters, digits and . _ ~ + / - alone");
    }
    if (words[1].length() < MIN_TOKEN_LENGTH) {
      throw new FileRefusedException(
          file, "line " + number + ": a token of fewer than 16 characters can be guessed");
    }
    String before = subjects.putIfAbsent(Digest.of(words[1]), words[0]);
    if (before != null && !before.equals(words[0])) {
      throw new FileRefusedException(
          file, "line " + number + ": its token is that of another subject too");
    }
  }

  /**
   * Whose the token of a call is, or empty where it is nobody's.
   *
   * @param authorization the header: "Bearer ..."
   */
  Optional<String> subject(String authorization) {
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(SCHEME.length()).strip();
    return Optional.ofNullable(subjects.get(Digest.of(token)));
  }

  private static final class Digest {
    private final byte[] sha256;

    private Digest(byte[] sha256) {
      this.sha256 = sha256;
    }

    static Digest of(String token) {
      return new Digest(Sha256.newDigest().digest(token.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Digest that && MessageDigest.isEqual(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(sha256);
    }
  }
}
