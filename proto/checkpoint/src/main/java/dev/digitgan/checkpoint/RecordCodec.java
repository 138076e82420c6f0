package dev.digitgan.checkpoint;

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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What the store holds as JSON: messages as text and back.
 *
 * <p>The text is parsed strictly first (RFC 8259), since protobuf's own parser forgives much.
 */
final class RecordCodec {
  private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

  private RecordCodec() {}

  static byte[] encode(Message message) {
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
  static <B extends Message.Builder> B decode(String name, byte[] bytes, B into)
      throws CheckpointException {
    merge(name, parse(name, bytes), JsonFormat.parser().ignoringUnknownFields(), into);
    return into;
  }

  static JsonObject parse(String name, byte[] bytes) throws CheckpointException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = JSON.read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new CheckpointException(name + " goes on after its end");
      }
      if (root instanceof JsonObject object) {
        return object;
      }
      throw new CheckpointException(name + " is no JSON object");
    } catch (CharacterCodingException e) {
      throw new CheckpointException(name + " is not UTF-8", e);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new CheckpointException(name + " is not JSON: " + e.getMessage(), e);
    }
  }

  static void merge(String name, JsonElement json, JsonFormat.Parser parser, Message.Builder into)
      throws CheckpointException {
    try {
      parser.merge(json.toString(), into);
    } catch (InvalidProtocolBufferException e) {
      throw new CheckpointException(name + ": " + e.getMessage(), e);
    }
  }
}
