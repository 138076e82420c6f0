package dev.digitgan.trainer.report.tensorboard;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * Events as TensorBoard reads them. Source of the field numbers: TensorFlow's event.proto and
 * summary.proto.
 */
final class EventMessage {
  /** Of an event. */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  /** Of a summary: one of its values. */
  private static final int VALUE = 1;

  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int IMAGE = 4;

  /** Of an image. */
  private static final int HEIGHT = 1;

  private static final int WIDTH = 2;
  private static final int COLORSPACE = 3;
  private static final int ENCODED_IMAGE = 4;

  /** Of a session's log: that it starts. */
  private static final int STATUS = 1;

  private static final int START = 1;

  private EventMessage() {}

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  /** What a file begins with. */
  static byte[] version(Instant now) {
    return event(now, 0, out -> out.writeString(FILE_VERSION, "brain.Event:2"));
  }

  /** What was said of {@code step} and later ones in older files holds no more. */
  static byte[] start(Instant now, long step) {
    return event(
        now,
        step,
        out -> out.writeByteArray(SESSION_LOG, bytes(log -> log.writeEnum(STATUS, START))));
  }

  static byte[] scalar(Instant now, long step, String tag, double value) {
    return value(now, step, tag, out -> out.writeFloat(SIMPLE_VALUE, (float) value));
  }

  static byte[] image(Instant now, long step, String tag, byte[] png, PngSize size) {
    byte[] image =
        bytes(
            out -> {
              out.writeInt32(HEIGHT, size.height());
              out.writeInt32(WIDTH, size.width());
              out.writeInt32(COLORSPACE, size.channels());
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

  private static byte[] event(Instant now, long step, Fields fields) {
    return bytes(
        out -> {
          out.writeDouble(WALL_TIME, now.toEpochMilli() / 1e3);
          out.writeInt64(STEP, step);
          fields.writeTo(out);
        });
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
