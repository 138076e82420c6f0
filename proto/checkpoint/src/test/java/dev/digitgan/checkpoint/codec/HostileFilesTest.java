package dev.digitgan.checkpoint.codec;

import static dev.digitgan.testing.Draw.weight;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.testing.Cases;
import dev.digitgan.testing.Draw;
import dev.digitgan.testing.Mutations;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated files of every kind that a reader takes: a CheckpointException, or a result
 * that keeps its word, and never another exception, a crash or an allocation out of proportion to
 * the file.
 */
final class HostileFilesTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a small file may cost: parsers' buffers, messages, stack traces. */
  private static final long ALLOCATION_LIMIT = 32L << 20;

  private static final CheckpointDraft DRAFT = TestCheckpoints.draft(1);
  private static final byte[] MANIFEST =
      RecordCodec.encode(
          Manifest.newBuilder()
              .setCompat(CompatCodec.encode(DRAFT.spec(), DRAFT.engine()))
              .setModel("digits")
              .setVersion(1)
              .setWeights(Blob.newBuilder().setDigest("sha256:" + "0".repeat(64)).setSizeBytes(9))
              .putSettings("batch", "64")
              .build());

  private static final String HEADER_LETTERS = "{}[]:,\"0123456789.eE-+F32dtypeshapnull \u00e9";

  private static final List<String> WORDS_OF_WEIGHTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ",",
          "F32",
          "F64",
          "-1",
          "0",
          "1e9",
          "9223372036854775807",
          "\"data_offsets\":[0,0]",
          "\"shape\":[]",
          "\u0000");

  private static final List<String> WORDS_OF_MANIFESTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "null",
          "true",
          "-1",
          "0",
          "1e999",
          "NaN",
          "2147483648",
          "\"\"",
          "\"schema\": 2,",
          "\"layers\": [{}],",
          "FUNCTION_RELU",
          "\"inputs\": 2147483647",
          "\"factor\": 2147483647",
          "\\ud800",
          "[[[[[[[[");

  private static byte[] weights(Draw draw) {
    return draw.weighted(
        weight(6, () -> Mutations.of(draw, DRAFT.weights(), WORDS_OF_WEIGHTS)),
        weight(3, () -> withHeader(draw.string(HEADER_LETTERS, 120), draw.anyLong())),
        weight(1, () -> draw.bytes(0, 64)));
  }

  /** Every other header says its true length. */
  private static byte[] withHeader(String header, long length) {
    byte[] text = header.getBytes(UTF_8);
    return ByteBuffer.allocate(8 + text.length + 16)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length % 2 == 0 ? text.length : length)
        .put(text)
        .array();
  }

  @Test
  void weightsAreTakenOrRefused() {
    Cases.check(
        draw -> {
          byte[] file = weights(draw);
          boundedly(() -> takeOrRefuseWeights(file));
        });
  }

  private static void takeOrRefuseWeights(byte[] file) {
    try {
      var tensors = Safetensors.tensors(file, TestCheckpoints.SPEC.stack());
      assertThat(tensors.keySet()).isEqualTo(TestCheckpoints.SPEC.stack().tensors().keySet());
    } catch (CheckpointException e) {
      assertThat(e).hasMessageStartingWith("weights: ");
    }
  }

  private static byte[] manifest(Draw draw) {
    return draw.weighted(
        weight(18, () -> Mutations.of(draw, MANIFEST, WORDS_OF_MANIFESTS)),
        weight(1, () -> "{\"compat\":".repeat(draw.intBetween(1, 100_000)).getBytes(UTF_8)),
        weight(1, () -> draw.bytes(0, 64)));
  }

  @Test
  void manifestsAreTakenOrRefused() {
    Cases.check(
        draw -> {
          byte[] file = manifest(draw);
          boundedly(() -> takeOrRefuseManifest(file));
        });
  }

  private static void takeOrRefuseManifest(byte[] file) {
    try {
      var spec = CompatCodec.decode(RecordCodec.decodeManifest(file).getCompat());
      assertThat(spec.shape().bytes()).isPositive();
    } catch (CheckpointException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }

  private static void boundedly(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATION_LIMIT);
  }
}
