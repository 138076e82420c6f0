package dev.digitgan.checkpoint.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of a PEM file (RFC 7468); text between them is ignored. */
final class PemFile {
  private static final int MAX_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private PemFile() {}

  /** One block; {@code label} is what stands behind BEGIN. */
  @SuppressWarnings("ArrayRecordComponent") // Read once, compared by nobody.
  record Block(String label, byte[] bytes) {}

  /**
   * @throws IllegalArgumentException if it holds no block, or one that is not understood
   */
  static List<Block> read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IllegalArgumentException(file + ": too large for a PEM file");
    }
    Matcher matcher =
        BLOCK.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      try {
        blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2))));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
      }
    }
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(file + ": no PEM file: it holds no -----BEGIN ...-----");
    }
    return blocks;
  }

  static String encode(String label, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }
}
