package dev.digitgan.pem;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468); text around blocks is ignored.
 *
 * @param label what stands behind BEGIN
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, compared by nobody.
public record PemBlock(String label, byte[] der) {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----((?:[^-]++|-(?!----))*+)-----END \\1-----");

  /** PKCS #8, or what PKCS #1 and SEC 1 say in headers. */
  static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private static final Pattern ENCRYPTED_BY_HEADER =
      Pattern.compile("Proc-Type:\\s*4\\s*,\\s*ENCRYPTED");

  /**
   * The blocks of {@code file}, at least one.
   *
   * @throws IllegalArgumentException if it holds none, or a damaged one; the message names the file
   *     and nothing that it holds
   */
  public static List<PemBlock> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + ": too large for a PEM file");
    }
    try {
      return parse(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** The blocks of {@code file}, at least one. */
  static List<PemBlock> read(OptionFile file, byte[] content) throws FileRefusedException {
    try {
      return parse(content);
    } catch (IllegalArgumentException e) {
      throw new FileRefusedException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static List<PemBlock> parse(byte[] content) {
    Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
    List<PemBlock> blocks = new ArrayList<>();
    while (matcher.find()) {
      if (ENCRYPTED_BY_HEADER.matcher(matcher.group(2)).find()) {
        blocks.add(new PemBlock(ENCRYPTED, new byte[0]));
        continue;
      }
      try {
        blocks.add(
            new PemBlock(
                matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2).strip())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("a block " + matcher.group(1) + " is damaged", e);
      }
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("no PEM file: it holds no -----BEGIN ...-----");
    }
    return blocks;
  }

  /** The block as it stands in a file, 64 letters a line. */
  public String text() {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
