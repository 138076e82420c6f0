package dev.digitgan.trainer.report.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * Events as TensorBoard reads them, each as a record of a TFRecord file. Sources: TensorFlow's
 * event.proto and summary.proto for the field numbers; "TFRecord and tf.train.Example", section
 * "TFRecords format details"; the PNG specification, section 11.2.1 (IHDR).
 */
final class EventMessage {
  // Fields of an event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  // Fields of a summary and of its values.
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;

  // Fields of an image.
  private static final int HEIGHT = 1;
  private static final int WIDTH = 2;
  private static final int COLORSPACE = 3;
  private static final int ENCODED_IMAGE = 4;

  // A field of a session's log, and its value.
  private static final int STATUS = 1;
  private static final int START = 1;

  // Places in a PNG file.
  private static final int PNG_WIDTH_AT = 16;
  private static final int PNG_COLOUR_TYPE_AT = 25;
  private static final int PNG_HEADER_BYTES = 26;

  private static final int MASK_DELTA = 0xa282ead8;

  private EventMessage() {}

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /** Returns the first event of a file. */
  static byte[] version(Instant now) {
    return event(now, 0, out -> out.writeString(FILE_VERSION, "brain.Event:2"));
  }

  /** Returns an event that discards what older files hold of {@code step} and later steps. */
  static byte[] start(Instant now, long step) {
    return event(
        now,
        step,
        out -> out.writeByteArray(SESSION_LOG, bytes(log -> log.writeEnum(STATUS, START))));
  }

  static byte[] scalar(Instant now, long step, String tag, double value) {
    return value(now, step, tag, out -> out.writeFloat(SIMPLE_VALUE, (float) value));
  }

  /** Returns an event with a grey or RGB image. */
  static byte[] image(Instant now, long step, String tag, byte[] png) {
    if (png.length < PNG_HEADER_BYTES) {
      throw new IllegalArgumentException(png.length + " bytes are not a PNG file");
    }
    ByteBuffer header = ByteBuffer.wrap(png);
    byte[] image =
        bytes(
            out -> {
              out.writeInt32(HEIGHT, header.getInt(PNG_WIDTH_AT + 4));
              out.writeInt32(WIDTH, header.getInt(PNG_WIDTH_AT));
              out.writeInt32(COLORSPACE, header.get(PNG_COLOUR_TYPE_AT) == 0 ? 1 : 3);
              out.writeByteArray(ENCODED_IMAGE, png);
            });
    return value(now, step, tag, out -> out.writeByteArray(IMAGE, image));
  }

  private static byte[] value(Instant now, long step, String tag, Fields fields) {
    byte[] value =
        bytes(
            out -> {
              out.writeString(TAG, tag);
              fields.writeTo(out);
            });
    byte[] summary = bytes(out -> out.writeByteArray(VALUE, value));
    return event(now, step, out -> out.writeByteArray(SUMMARY, summary));
  }

  /** Returns the event between its length and checksums, little-endian. */
  private static byte[] event(Instant now, long step, Fields fields) {
    byte[] event =
        bytes(
            out -> {
              out.writeDouble(WALL_TIME, now.toEpochMilli() / 1e3);
              out.writeInt64(STEP, step);
              fields.writeTo(out);
            });
    ByteBuffer frame = ByteBuffer.allocate(16 + event.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(event.length);
    frame.putInt(maskedChecksum(frame.array(), 8));
    frame.put(event);
    frame.putInt(maskedChecksum(event, event.length));
    return frame.array();
  }

  /** Returns the CRC-32C, rotated by 15 bits, plus a constant. */
  private static int maskedChecksum(byte[] data, int length) {
    CRC32C crc = new CRC32C();
    crc.update(data, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }

  private static byte[] bytes(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      fields.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
