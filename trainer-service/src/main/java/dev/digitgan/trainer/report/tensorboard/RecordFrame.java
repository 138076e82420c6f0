package dev.digitgan.trainer.report.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * One record of a TFRecord file: its length (8 bytes), the checksum of that, the data, the checksum
 * of these; little-endian. Source: TensorFlow's documentation, "TFRecord and tf.train.Example",
 * section "TFRecords format details".
 */
final class RecordFrame {
  private static final int MASK_DELTA = 0xa282ead8;

  private RecordFrame() {}

  static byte[] of(byte[] data) {
    ByteBuffer frame = ByteBuffer.allocate(16 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(data.length);
    frame.putInt(maskedChecksum(frame.array(), 8));
    frame.put(data);
    frame.putInt(maskedChecksum(data, data.length));
    return frame.array();
  }

  /** CRC-32C, turned by 15 bits, and a constant added. */
  static int maskedChecksum(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
