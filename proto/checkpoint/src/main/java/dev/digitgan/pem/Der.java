package dev.digitgan.pem;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.primitives.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The part of DER (X.690) that private keys need. */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int SEQUENCE = 0x30;

  /** [0], constructed. */
  static final int CONTEXT_0 = 0xA0;

  private Der() {}

  /**
   * Reads the content of the element at the position of {@code in}, which must have {@code tag}.
   */
  static ByteBuffer content(ByteBuffer in, int tag) {
    checkArgument(in.remaining() >= 2 && (in.get() & 0xFF) == tag, "not the expected element");
    int length = in.get() & 0xFF;
    checkArgument(length != 0x80, "an indefinite length");
    if (length > 0x80) {
      int byteCount = length - 0x80;
      checkArgument(byteCount <= 3 && byteCount <= in.remaining(), "an impossible length");
      length = 0;
      for (int i = 0; i < byteCount; i++) {
        length = (length << 8) | (in.get() & 0xFF);
      }
    }
    checkArgument(length <= in.remaining(), "not whole");
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  /** An element of less than 64 KiB. */
  static byte[] element(int tag, byte[]... parts) {
    byte[] content = Bytes.concat(parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (content.length >= 0x100) {
      out.write(0x82);
      out.write(content.length >> 8);
    } else if (content.length >= 0x80) {
      out.write(0x81);
    }
    out.write(content.length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
