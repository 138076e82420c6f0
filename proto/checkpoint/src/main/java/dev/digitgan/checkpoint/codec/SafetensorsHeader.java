package dev.digitgan.checkpoint.codec;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Longs;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file: within bounds, each tensor float32 and as long as its
 * shape, the data covered exactly once from its first byte, at {@code dataStart}, to the file's
 * last.
 */
record SafetensorsHeader(Map<String, Entry> tensors, int dataStart) {
  private static final int LENGTH_BYTES = 8;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MAX_DIMENSIONS = 8;
  private static final String DTYPE = "F32";
  private static final String METADATA = "__metadata__";

  SafetensorsHeader {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  /** One tensor: bytes {@code begin} to {@code end} (exclusive) of the data. */
  record Entry(Shape shape, int begin, int end) {}

  /** The header of a file that holds {@code tensors} in their order, padded to eight bytes. */
  static byte[] describe(Map<String, HostTensor> tensors) {
    JsonObject header = new JsonObject();
    long begin = 0;
    for (Map.Entry<String, HostTensor> tensor : tensors.entrySet()) {
      long end = begin + tensor.getValue().sizeBytes();
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", DTYPE);
      entry.add("shape", array(tensor.getValue().shape().getShape()));
      entry.add("data_offsets", array(begin, end));
      header.add(tensor.getKey(), entry);
      begin = end;
    }
    String json = header.toString();
    int padding = (LENGTH_BYTES - json.length() % LENGTH_BYTES) % LENGTH_BYTES;
    return (json + " ".repeat(padding)).getBytes(StandardCharsets.US_ASCII);
  }

  private static JsonArray array(long... values) {
    JsonArray array = new JsonArray();
    for (long value : values) {
      array.add(value);
    }
    return array;
  }

  static SafetensorsHeader parse(byte[] file) throws CheckpointException {
    check(
        file.length >= LENGTH_BYTES,
        "weights: the file has %s bytes, less than a header's length takes",
        file.length);
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    check(
        length >= 2 && length <= Math.min(MAX_HEADER_BYTES, file.length - LENGTH_BYTES),
        "weights: a header of %s bytes is not possible",
        Long.toUnsignedString(length));
    int dataStart = LENGTH_BYTES + (int) length;
    Map<String, Entry> tensors = read(text(file, (int) length));
    requireCoverage(tensors, file.length - dataStart);
    return new SafetensorsHeader(tensors, dataStart);
  }

  private static String text(byte[] file, int length) throws CheckpointException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(file, LENGTH_BYTES, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new CheckpointException.Wrong("weights: the header is not UTF-8", e);
    }
  }

  private static Map<String, Entry> read(String text) throws CheckpointException {
    Map<String, Entry> tensors = new LinkedHashMap<>();
    // Writers may pad the header with spaces, which strict JSON allows.
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals(METADATA)) {
          reader.skipValue();
        } else {
          check(tensors.put(name, entry(reader, name)) == null, "weights: two tensors '%s'", name);
        }
      }
      reader.endObject();
      check(reader.peek() == JsonToken.END_DOCUMENT, "weights: the header has text after its end");
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      throw new CheckpointException.Wrong(
          "weights: the header cannot be parsed: " + e.getMessage(), e);
    }
    return tensors;
  }

  private static Entry entry(JsonReader reader, String name)
      throws IOException, CheckpointException {
    String dtype = "";
    List<Long> shape = null;
    List<Long> offsets = List.of();
    reader.beginObject();
    while (reader.hasNext()) {
      String field = reader.nextName();
      switch (field) {
        case "dtype" -> dtype = reader.nextString();
        case "shape" -> shape = longs(reader);
        case "data_offsets" -> offsets = longs(reader);
        default ->
            throw new CheckpointException.Wrong(
                "weights: tensor '" + name + "' has an unknown field '" + field + "'");
      }
    }
    reader.endObject();
    check(dtype.equals(DTYPE), "weights: tensor '%s' is of type '%s', not %s", name, dtype, DTYPE);
    if (shape == null || offsets.size() != 2) {
      throw new CheckpointException.Wrong(
          "weights: tensor '" + name + "' lacks its shape or its two offsets");
    }
    return entry(name, shape, offsets.get(0), offsets.get(1));
  }

  private static Entry entry(String name, List<Long> shape, long begin, long end)
      throws CheckpointException {
    long bytes = Float.BYTES;
    for (long dimension : shape) {
      check(
          dimension >= 1 && dimension <= Integer.MAX_VALUE,
          "weights: tensor '%s' has a dimension of %s",
          name,
          dimension);
      bytes *= dimension;
      check(bytes <= Integer.MAX_VALUE, "weights: tensor '%s' has a shape of over 2 GiB", name);
    }
    check(
        begin >= 0 && end <= Integer.MAX_VALUE && end - begin == bytes,
        "weights: tensor '%s' lies at %s to %s, but its shape takes %s bytes",
        name,
        begin,
        end,
        bytes);
    return new Entry(new Shape(Longs.toArray(shape)), (int) begin, (int) end);
  }

  private static List<Long> longs(JsonReader reader) throws IOException, CheckpointException {
    List<Long> values = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      check(
          values.size() < MAX_DIMENSIONS,
          "weights: a shape has over %s dimensions",
          MAX_DIMENSIONS);
      values.add(reader.nextLong());
    }
    reader.endArray();
    return values;
  }

  private static void requireCoverage(Map<String, Entry> tensors, int dataBytes)
      throws CheckpointException {
    List<Entry> entries = new ArrayList<>(tensors.values());
    entries.sort(Comparator.comparingInt(Entry::begin));
    int covered = 0;
    for (Entry entry : entries) {
      check(
          entry.begin() == covered,
          "weights: a tensor lies at %s where %s should follow: %s",
          entry.begin(),
          covered,
          entry.begin() > covered ? "a hole" : "an overlap");
      covered = entry.end();
    }
    check(
        covered == dataBytes,
        "weights: the tensors take %s bytes, but the file holds %s",
        covered,
        dataBytes);
  }
}
