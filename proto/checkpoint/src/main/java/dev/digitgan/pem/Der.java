package dev.digitgan.pem;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** As much of DER (X.690) as private keys need. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;

  /** [0], constructed. */
  static final int CONTEXT_0 = 0xA0;

  private Der() {}

  /**
   * The content of the element that begins at {@code in}, which is left behind it.
   *
   * @throws IllegalArgumentException if that is another element, or not whole
   */
  static ByteBuffer content(ByteBuffer in, int tag) {
    if (in.remaining() < 2 || (in.get() & 0xFF) != tag) {
      throw new IllegalArgumentException("not the element that was expected");
    }
    int length = in.get() & 0xFF;
    if (length > 0x80) {
      int byteCount = length - 0x80;
      if (byteCount > 3 || byteCount > in.remaining()) {
        throw new IllegalArgumentException("an impossible length");
      }
      length = 0;
      for (int i = 0; i < byteCount; i++) {
        length = (length << 8) | (in.get() & 0xFF);
      }
    } else if (length == 0x80) {
      throw new IllegalArgumentException("an indefinite length");
    }
    if (length > in.remaining()) {
      throw new IllegalArgumentException("not whole");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  /** Of less than 64 KiB. */
  static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
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
