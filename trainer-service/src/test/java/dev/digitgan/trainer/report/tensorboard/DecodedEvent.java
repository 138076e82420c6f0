package dev.digitgan.trainer.report.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An event as it is read from the bytes of a file alone, by the documents of the formats: none of
 * the code that wrote it, and a checksum of our own.
 */
final class DecodedEvent {
  private final Map<Integer, Object> event;

  private DecodedEvent(Map<Integer, Object> event) {
    this.event = event;
  }

  static List<DecodedEvent> readAll(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<DecodedEvent> events = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] length = new byte[8];
      in.get(length);
      assertThat(in.getInt()).as("checksum of a length").isEqualTo(masked(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      in.get(data);
      assertThat(in.getInt()).as("checksum of a record").isEqualTo(masked(data));
      events.add(new DecodedEvent(fields(data)));
    }
    return events;
  }

  /** "{step} {tag}" to the value. */
  static Map<String, Float> scalars(List<DecodedEvent> events) {
    Map<String, Float> scalars = new LinkedHashMap<>();
    for (DecodedEvent event : events) {
      if (event.value().containsKey(2)) {
        int bits = (Integer) Objects.requireNonNull(event.value().get(2));
        scalars.put(event.step() + " " + event.tag(), Float.intBitsToFloat(bits));
      }
    }
    return scalars;
  }

  double wallTime() {
    return Double.longBitsToDouble(number(event, 1));
  }

  long step() {
    return number(event, 2);
  }

  String fileVersion() {
    return new String(bytes(event, 3), UTF_8);
  }

  long sessionStatus() {
    return number(fields(bytes(event, 7)), 1);
  }

  String tag() {
    return new String(bytes(value(), 1), UTF_8);
  }

  byte[] png() {
    return bytes(image(), 4);
  }

  int height() {
    return (int) number(image(), 1);
  }

  int width() {
    return (int) number(image(), 2);
  }

  int channels() {
    return (int) number(image(), 3);
  }

  private Map<Integer, Object> image() {
    return fields(bytes(value(), 4));
  }

  private Map<Integer, Object> value() {
    return event.containsKey(5) ? fields(bytes(fields(bytes(event, 5)), 1)) : Map.of();
  }

  private static long number(Map<Integer, Object> message, int field) {
    return (Long) Objects.requireNonNull(message.get(field));
  }

  private static byte[] bytes(Map<Integer, Object> message, int field) {
    return (byte[]) Objects.requireNonNull(message.get(field));
  }

  /** By number: varints and 64 bits as longs, 32 bits as integers, the rest as bytes. */
  private static Map<Integer, Object> fields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    Map<Integer, Object> fields = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      int key = (int) varint(in);
      Object value =
          switch (key & 7) {
            case 0 -> varint(in);
            case 1 -> in.getLong();
            case 2 -> {
              byte[] bytes = new byte[(int) varint(in)];
              in.get(bytes);
              yield bytes;
            }
            case 5 -> in.getInt();
            default -> throw new AssertionError("wire type " + (key & 7));
          };
      assertThat(fields.put(key >>> 3, value)).as("field %s twice", key >>> 3).isNull();
    }
    return fields;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    int shift = 0;
    byte part;
    do {
      part = in.get();
      value |= (long) (part & 0x7f) << shift;
      shift += 7;
    } while (part < 0);
    return value;
  }

  /** CRC-32C bit by bit (reflected polynomial 0x82f63b78), masked as the format has it. */
  private static int masked(byte[] data) {
    int crc = -1;
    for (byte part : data) {
      crc ^= part & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (0x82f63b78 & -(crc & 1));
      }
    }
    crc = ~crc;
    return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
  }
}
