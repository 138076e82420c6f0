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
import dev.digitgan.checkpoint.v1.Compat;
import dev.digitgan.checkpoint.v1.Manifest;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Manifests as JSON and back.
 *
 * <p>The text is parsed strictly first (RFC 8259), since protobuf's own parser forgives much.
 * Unknown fields and values are fatal inside {@code compat} and ignored elsewhere, so that deployed
 * readers survive new metrics.
 */
final class ManifestCodec {
  private static final TypeAdapter<JsonElement> JSON = new Gson().getAdapter(JsonElement.class);

  private ManifestCodec() {}

  static byte[] encode(Manifest manifest) {
    try {
      String json =
          JsonFormat.printer().preservingProtoFieldNames().sortingMapKeys().print(manifest) + "\n";
      return json.getBytes(StandardCharsets.UTF_8);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("manifest cannot be written as JSON", e);
    }
  }

  static Manifest decode(byte[] bytes) throws CheckpointException {
    JsonObject root = parse(bytes);
    JsonElement compat = root.remove("compat");
    if (compat == null) {
      throw new CheckpointException("manifest has no compat block");
    }
    Manifest.Builder manifest = Manifest.newBuilder();
    merge("manifest", root, JsonFormat.parser().ignoringUnknownFields(), manifest);
    Compat.Builder block = Compat.newBuilder();
    merge("compat", compat, JsonFormat.parser(), block);
    return manifest.setCompat(block).build();
  }

  private static JsonObject parse(byte[] bytes) throws CheckpointException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = JSON.read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new CheckpointException("manifest goes on after its end");
      }
      if (root instanceof JsonObject object) {
        return object;
      }
      throw new CheckpointException("manifest is no JSON object");
    } catch (CharacterCodingException e) {
      throw new CheckpointException("manifest is not UTF-8", e);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new CheckpointException("manifest is not JSON: " + e.getMessage(), e);
    }
  }

  private static void merge(
      String name, JsonElement json, JsonFormat.Parser parser, Message.Builder into)
      throws CheckpointException {
    try {
      parser.merge(json.toString(), into);
    } catch (InvalidProtocolBufferException e) {
      throw new CheckpointException(name + ": " + e.getMessage(), e);
    }
  }
}
