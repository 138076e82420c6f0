package dev.digitgan.pem;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.nio.charset.StandardCharsets;
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
record PemBlock(String label, byte[] der) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----((?:[^-]++|-(?!----))*+)-----END \\1-----");

  /** PKCS #8, or what PKCS #1 and SEC 1 say in headers. */
  static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";

  private static final Pattern ENCRYPTED_BY_HEADER =
      Pattern.compile("Proc-Type:\\s*4\\s*,\\s*ENCRYPTED");

  /** At least one. */
  static List<PemBlock> read(OptionFile file, byte[] content) throws FileRefusedException {
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
        throw new FileRefusedException(file, "a block " + matcher.group(1) + " is damaged", e);
      }
    }
    if (blocks.isEmpty()) {
      throw new FileRefusedException(file, "no PEM file: it holds no -----BEGIN ...-----");
    }
    return blocks;
  }
}
