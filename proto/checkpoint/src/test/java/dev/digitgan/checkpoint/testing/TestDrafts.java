package dev.digitgan.checkpoint.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.network.LayerTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;

/** Drafts of {@link TestCheckpoints#SPEC}, made without the engine. */
public final class TestDrafts {
  private TestDrafts() {}

  public static CheckpointDraft draft(int content) {
    return draft(content, content);
  }

  /** Drafts of equal numbers share the blob. */
  public static CheckpointDraft draft(int weights, int preview) {
    return new CheckpointDraft(
        TestCheckpoints.SPEC,
        "pytorch-2.7.1",
        weights(weights),
        ("preview " + preview).getBytes(UTF_8),
        Manifest.newBuilder().setRecipe("test").setSeed(weights).build());
  }

  /** All tensors full of {@code number}. */
  public static byte[] weights(int number) {
    StringBuilder header = new StringBuilder("{");
    int at = 0;
    for (Map.Entry<String, LayerTensor> tensor :
        TestCheckpoints.SPEC.stack().tensors().entrySet()) {
      int end = at + Float.BYTES * (int) tensor.getValue().shape().size();
      header
          .append(at == 0 ? "" : ",")
          .append(
              String.format(
                  Locale.ROOT,
                  "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}",
                  tensor.getKey(),
                  tensor.getValue().shape().toString().replace('(', '[').replace(')', ']'),
                  at,
                  end));
      at = end;
    }
    byte[] text = header.append('}').toString().getBytes(UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + text.length + at).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    while (file.hasRemaining()) {
      file.putFloat(number);
    }
    return file.array();
  }
}
