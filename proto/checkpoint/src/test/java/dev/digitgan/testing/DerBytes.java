package dev.digitgan.testing;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** Elements of DER (X.690). */
final class DerBytes {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private DerBytes() {}

  static byte[] sequence(byte[]... parts) {
    return element(0x30, parts);
  }

  static byte[] octets(byte[] content) {
    return element(0x04, content);
  }

  static byte[] integer(long value) {
    return element(0x02, BigInteger.valueOf(value).toByteArray());
  }

  static byte[] isTrue() {
    return new byte[] {0x01, 0x01, (byte) 0xFF};
  }

  /** Before 2050. */
  static byte[] time(Instant time) {
    return element(0x17, UTC_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * @param hex of the identifier's content
   */
  static byte[] identifier(String hex) {
    return element(0x06, HexFormat.of().parseHex(hex));
  }

  /** Without unused bits. */
  static byte[] bits(byte[] content) {
    return element(0x03, new byte[] {0}, content);
  }

  static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 0x100) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
