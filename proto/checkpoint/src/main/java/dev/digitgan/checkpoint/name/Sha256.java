package dev.digitgan.checkpoint.name;

import static com.google.common.base.Preconditions.checkArgument;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A SHA-256 digest, written "sha256:" and 64 lower-case hexadecimal digits. */
public record Sha256(String hex) {
  private static final String PREFIX = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Sha256 {
    checkArgument(
        HEX.matcher(hex).matches(), "'%s' is not a SHA-256: 64 lower-case hexadecimal digits", hex);
  }

  public static Sha256 of(byte[] bytes) {
    return of(ByteBuffer.wrap(bytes));
  }

  public static Sha256 of(ByteBuffer bytes) {
    MessageDigest digest = newDigest();
    digest.update(bytes);
    return of(digest);
  }

  /** The result of {@code digest}, which {@link #newDigest} made; resets it. */
  public static Sha256 of(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  /** A digest for bytes that arrive in pieces. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Parses a digest; IllegalArgumentException if {@code text} has another form. */
  public static Sha256 parse(String text) {
    checkArgument(text.startsWith(PREFIX), "'%s' does not begin with '%s'", text, PREFIX);
    return new Sha256(text.substring(PREFIX.length()));
  }

  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
