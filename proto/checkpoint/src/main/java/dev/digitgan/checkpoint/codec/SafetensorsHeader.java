package dev.digitgan.checkpoint.codec;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
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
import java.util.Locale;
import java.util.Map;

/**
 * The header of a safetensors file, checked: within bounds, each tensor float32 and as long as its
 * shape says, the data covered once from its first byte to the file's last.
 *
 * @param tensors in the order of their data
 * @param dataStart offset of the data in the file; {@link Entry#begin} counts from there
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
    if (file.length < LENGTH_BYTES) {
      throw invalid("the file has " + file.length + " bytes, less than a header's length takes");
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > Math.min(MAX_HEADER_BYTES, file.length - LENGTH_BYTES)) {
      throw invalid("a header of " + Long.toUnsignedString(length) + " bytes is not possible");
    }
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
      throw invalid("the header is not UTF-8", e);
    }
  }

  private static Map<String, Entry> read(String text) throws CheckpointException {
    Map<String, Entry> tensors = new LinkedHashMap<>();
    // Writers pad the header with spaces, which strict JSON allows.
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (name.equals(METADATA)) {
          reader.skipValue();
        } else if (tensors.put(name, entry(reader, name)) != null) {
          throw invalid("tensor '" + name + "' stands twice");
        }
      }
      reader.endObject();
      if (reader.peek() != com.google.gson.stream.JsonToken.END_DOCUMENT) {
        throw invalid("the header goes on after its end");
      }
    } catch (IOException | JsonParseException | IllegalStateException | NumberFormatException e) {
      throw invalid("the header is not understood: " + e.getMessage(), e);
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
        default -> throw invalid("tensor '" + name + "' has an unknown field '" + field + "'");
      }
    }
    reader.endObject();
    if (!dtype.equals(DTYPE)) {
      throw invalid("tensor '" + name + "' is of type '" + dtype + "', not " + DTYPE);
    }
    if (shape == null || offsets.size() != 2) {
      throw invalid("tensor '" + name + "' lacks its shape or its two offsets");
    }
    return entry(name, shape, offsets.get(0), offsets.get(1));
  }

  private static Entry entry(String name, List<Long> shape, long begin, long end)
      throws CheckpointException {
    long bytes = Float.BYTES;
    for (long dimension : shape) {
      if (dimension < 1 || dimension > Integer.MAX_VALUE) {
        throw invalid("tensor '" + name + "' has a dimension of " + dimension);
      }
      bytes *= dimension;
      if (bytes > Integer.MAX_VALUE) {
        throw invalid("tensor '" + name + "' has a shape of over 2 GiB");
      }
    }
    if (begin < 0 || end > Integer.MAX_VALUE || end - begin != bytes) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "tensor '%s' lies at %d to %d, but its shape takes %d bytes",
              name,
              begin,
              end,
              bytes));
    }
    return new Entry(
        new Shape(shape.stream().mapToLong(Long::longValue).toArray()), (int) begin, (int) end);
  }

  private static List<Long> longs(JsonReader reader) throws IOException, CheckpointException {
    List<Long> values = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      if (values.size() == MAX_DIMENSIONS) {
        throw invalid("a shape has over " + MAX_DIMENSIONS + " dimensions");
      }
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
      if (entry.begin() != covered) {
        throw invalid(
            "a tensor lies at "
                + entry.begin()
                + " where "
                + covered
                + " should follow: "
                + (entry.begin() > covered ? "a hole" : "an overlap"));
      }
      covered = entry.end();
    }
    if (covered != dataBytes) {
      throw invalid("the tensors take " + covered + " bytes, but the file holds " + dataBytes);
    }
  }

  private static CheckpointException invalid(String reason) {
    return new WrongCheckpointException("weights: " + reason);
  }

  private static CheckpointException invalid(String reason, Throwable cause) {
    return new WrongCheckpointException("weights: " + reason, cause);
  }
}
