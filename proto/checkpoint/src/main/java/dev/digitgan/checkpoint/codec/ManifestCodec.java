package dev.digitgan.checkpoint.codec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.protobuf.util.JsonFormat;
import dev.digitgan.checkpoint.v1.Compat;
import dev.digitgan.checkpoint.v1.Manifest;

/**
 * Manifests as JSON and back, as strict as {@link RecordCodec}.
 *
 * <p>Unknown fields and values are fatal inside {@code compat} and ignored elsewhere, so that
 * deployed readers survive new metrics.
 */
public final class ManifestCodec {
  private ManifestCodec() {}

  public static byte[] encode(Manifest manifest) {
    return RecordCodec.encode(manifest);
  }

  public static Manifest decode(byte[] bytes) throws CheckpointException {
    JsonObject root = RecordCodec.parse("manifest", bytes);
    JsonElement compat = root.remove("compat");
    if (compat == null) {
      throw new WrongCheckpointException("manifest has no compat block");
    }
    Manifest.Builder manifest = Manifest.newBuilder();
    RecordCodec.merge("manifest", root, JsonFormat.parser().ignoringUnknownFields(), manifest);
    Compat.Builder block = Compat.newBuilder();
    RecordCodec.merge("compat", compat, JsonFormat.parser(), block);
    return manifest.setCompat(block).build();
  }
}
