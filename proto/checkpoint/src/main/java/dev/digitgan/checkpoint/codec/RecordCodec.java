package dev.digitgan.checkpoint.codec;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

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
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads records from a store and converts messages to and from JSON.
 *
 * <p>The text is first parsed strictly (RFC 8259), since protobuf's own parser is lenient.
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

  /** Reads the bytes of a record; empty if the store has no such object. */
  public static Optional<byte[]> find(ObjectStore store, String key, String name, long maxBytes)
      throws IOException, CheckpointException {
    try {
      return Optional.of(store.read(key, maxBytes));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (ObjectTooLargeException e) {
      throw new CheckpointException.Wrong(name + ": " + e.getMessage(), e);
    }
  }

  /** Reads the bytes of a record, which is incomplete if the store has no such object. */
  public static byte[] read(ObjectStore store, String key, String name, long maxBytes)
      throws IOException, CheckpointException {
    return find(store, key, name, maxBytes)
        .orElseThrow(
            () ->
                new CheckpointException.Incomplete(
                    name + ": " + new NoSuchObjectException(store, key, null).getMessage()));
  }

  /** Decodes a manifest. Unlike elsewhere, unknown fields of its compat block are an error. */
  public static Manifest decodeManifest(byte[] bytes) throws CheckpointException {
    JsonObject root = parse("manifest", bytes);
    JsonElement compat = root.remove("compat");
    if (compat == null) {
      throw new CheckpointException.Wrong("manifest has no compat block");
    }
    Manifest.Builder manifest = Manifest.newBuilder();
    merge("manifest", root, JsonFormat.parser().ignoringUnknownFields(), manifest);
    merge("compat", compat, JsonFormat.parser(), manifest.getCompatBuilder());
    return manifest.build();
  }

  /** Fills {@code into} from the record {@code name}; ignores unknown fields. */
  public static <B extends Message.Builder> B decode(String name, byte[] bytes, B into)
      throws CheckpointException {
    merge(name, parse(name, bytes), JsonFormat.parser().ignoringUnknownFields(), into);
    return into;
  }

  private static JsonObject parse(String name, byte[] bytes) throws CheckpointException {
    if (bytes.length == 0 || bytes[bytes.length - 1] == 0) {
      // Some programs that copy files first make room for the whole file.
      throw new CheckpointException.Incomplete(name + " is empty, or ends in zero bytes");
    }
    try {
      EndedReader text = new EndedReader(text(name, bytes));
      JsonReader reader = new JsonReader(text);
      reader.setStrictness(Strictness.STRICT);
      JsonElement root = root(name, reader, text);
      check(reader.peek() == JsonToken.END_DOCUMENT, "%s has text after its end", name);
      if (root instanceof JsonObject object) {
        return object;
      }
      throw new CheckpointException.Wrong(name + " is not a JSON object");
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new CheckpointException.Wrong(name + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static String text(String name, byte[] bytes) throws CheckpointException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    boolean malformed = StandardCharsets.UTF_8.newDecoder().decode(in, out, false).isError();
    check(!malformed, "%s is not UTF-8", name);
    if (in.hasRemaining()) {
      throw new CheckpointException.Incomplete(name + " ends within a character");
    }
    return out.flip().toString();
  }

  private static JsonElement root(String name, JsonReader reader, EndedReader text)
      throws IOException, CheckpointException {
    try {
      return JSON.read(reader);
    } catch (IOException | JsonParseException | IllegalStateException e) {
      if (text.ended) {
        throw new CheckpointException.Incomplete(name + " ends too early: " + e.getMessage(), e);
      }
      throw e;
    }
  }

  /** A reader that knows whether its user has reached the end. */
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
  }

  private static void merge(
      String name, JsonElement json, JsonFormat.Parser parser, Message.Builder into)
      throws CheckpointException {
    try {
      parser.merge(json.toString(), into);
    } catch (InvalidProtocolBufferException e) {
      throw new CheckpointException.Wrong(name + ": " + e.getMessage(), e);
    }
  }
}
