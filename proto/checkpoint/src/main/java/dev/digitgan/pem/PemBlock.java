package dev.digitgan.pem;

import static com.google.common.base.Preconditions.checkArgument;

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

/** One block of a PEM file (RFC 7468); its label follows BEGIN. */
@SuppressWarnings("ArrayRecordComponent") // No code compares blocks.
public record PemBlock(String label, byte[] der) {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----((?:[^-]++|-(?!----))*+)-----END \\1-----");

  /** The label of PKCS #8; the headers of PKCS #1 and SEC 1 say the same. */
  static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private static final Pattern ENCRYPTED_BY_HEADER =
      Pattern.compile("Proc-Type:\\s*4\\s*,\\s*ENCRYPTED");

  /**
   * The blocks of {@code file}, at least one; text around them is ignored. Messages of exceptions
   * show nothing of the content.
   */
  public static List<PemBlock> read(Path file) throws IOException {
    checkArgument(Files.size(file) <= MAX_BYTES, "%s: too large for a PEM file", file);
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
      String label = matcher.group(1);
      String content64 = matcher.group(2);
      try {
        blocks.add(
            ENCRYPTED_BY_HEADER.matcher(content64).find()
                ? new PemBlock(ENCRYPTED, new byte[0])
                : new PemBlock(label, Base64.getMimeDecoder().decode(content64.strip())));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("a block " + label + " is damaged", e);
      }
    }
    checkArgument(!blocks.isEmpty(), "not a PEM file: it holds no -----BEGIN ...-----");
    return blocks;
  }

  /** The block as text for a file, 64 characters a line. */
  public String text() {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
