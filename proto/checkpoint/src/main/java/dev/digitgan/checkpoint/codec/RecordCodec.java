package dev.digitgan.checkpoint.codec;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What the store holds as JSON: messages as text and back.
 *
 * <p>The text is parsed strictly first (RFC 8259), since protobuf's own parser forgives much.
 */
public final class RecordCodec {
  private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

  private RecordCodec() {}

  public static byte[] encode(Message message) {
    try {
      String json =
          JsonFormat.printer().preservingProtoFieldNames().sortingMapKeys().print(message) + "\n";
      return json.getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("message cannot be written as JSON", e);
    }
  }

  /**
   * Fills {@code into}; unknown fields are ignored.
   *
   * @param name of the record, for the messages of refusals
   */
  public static <B extends Message.Builder> B decode(String name, byte[] bytes, B into)
      throws CheckpointException {
    merge(name, parse(name, bytes), JsonFormat.parser().ignoringUnknownFields(), into);
    return into;
  }

  static JsonObject parse(String name, byte[] bytes) throws CheckpointException {
    if (bytes.length == 0 || bytes[bytes.length - 1] == 0) {
      // Some who copy make room for the whole file first.
      throw new IncompleteCheckpointException(name + " is empty, or ends in zero bytes");
    }
    try {
      EndedReader text = new EndedReader(text(name, bytes));
      JsonReader reader = new JsonReader(text);
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = root(name, reader, text);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new WrongCheckpointException(name + " goes on after its end");
      }
      if (root instanceof JsonObject object) {
        return object;
      }
      throw new WrongCheckpointException(name + " is no JSON object");
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new WrongCheckpointException(name + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static String text(String name, byte[] bytes) throws CheckpointException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, false).isError()) {
      throw new WrongCheckpointException(name + " is not UTF-8");
    }
    if (in.hasRemaining()) {
      throw new IncompleteCheckpointException(name + " ends within a character");
    }
    return out.flip().toString();
  }

  private static JsonElement root(String name, JsonReader reader, EndedReader text)
      throws IOException, CheckpointException {
    try {
      return JSON.read(reader);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      if (text.ended()) {
        throw new IncompleteCheckpointException(name + " ends too early: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** Knows whether more was asked of it than it holds. */
  private static final class EndedReader extends StringReader {
    private boolean ended;

    EndedReader(String text) {
      super(text);
    }

    @Override
    public int read(char[] into, int from, int count) throws IOException {
      int length = super.read(into, from, count);
      ended |= length < 0;
      return length;
    }

    boolean ended() {
      return ended;
    }
  }

  static void merge(String name, JsonElement json, JsonFormat.Parser parser, Message.Builder into)
      throws CheckpointException {
    try {
      parser.merge(json.toString(), into);
    } catch (InvalidProtocolBufferException e) {
      throw new WrongCheckpointException(name + ": " + e.getMessage(), e);
    }
  }
}
