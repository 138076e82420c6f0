package dev.digitgan.checkpoint.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.digitgan.checkpoint.testing.TestCheckpoints;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.version.CheckpointDraft;
import dev.digitgan.testing.Mutations;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

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
      ManifestCodec.encode(
          Manifest.newBuilder()
              .setCompat(CompatCodec.encode(DRAFT.spec(), DRAFT.engine()))
              .setModel("digits")
              .setVersion(1)
              .setWeights(Blob.newBuilder().setDigest("sha256:" + "0".repeat(64)).setSizeBytes(9))
              .putSettings("batch", "64")
              .build());

  @Provide
  Arbitrary<byte[]> weights() {
    Arbitrary<byte[]> mutated =
        Mutations.of(
            DRAFT.weights(),
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
                "\u0000"));
    Arbitrary<byte[]> ofHeader =
        Combinators.combine(
                Arbitraries.strings()
                    .withChars("{}[]:,\"0123456789.eE-+F32dtypeshapnull \u00e9")
                    .ofMaxLength(120),
                Arbitraries.longs())
            .as(HostileFilesTest::withHeader);
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
    return Arbitraries.frequencyOf(Tuple.of(6, mutated), Tuple.of(3, ofHeader), Tuple.of(1, noise));
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

  @Property
  void weightsAreTakenOrRefused(@ForAll("weights") byte[] file) {
    boundedly(
        () -> {
          try {
            var tensors = Safetensors.tensors(file, TestCheckpoints.SPEC.stack());
            assertThat(tensors.keySet()).isEqualTo(TestCheckpoints.SPEC.stack().tensors().keySet());
          } catch (CheckpointException e) {
            assertThat(e).hasMessageStartingWith("weights: ");
          }
        });
  }

  @Provide
  Arbitrary<byte[]> manifests() {
    Arbitrary<byte[]> mutated =
        Mutations.of(
            MANIFEST,
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
                "[[[[[[[["));
    Arbitrary<byte[]> deep =
        Arbitraries.integers()
            .between(1, 100_000)
            .map(depth -> "{\"compat\":".repeat(depth).getBytes(UTF_8));
    Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
    return Arbitraries.frequencyOf(Tuple.of(18, mutated), Tuple.of(1, deep), Tuple.of(1, noise));
  }

  @Property
  void manifestsAreTakenOrRefused(@ForAll("manifests") byte[] file) {
    boundedly(
        () -> {
          try {
            var spec = CompatCodec.decode(ManifestCodec.decode(file).getCompat());
            assertThat(spec.shape().bytes()).isPositive();
          } catch (CheckpointException e) {
            assertThat(e.getMessage()).isNotBlank();
          }
        });
  }

  private static void boundedly(Runnable work) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(ALLOCATION_LIMIT);
  }
}
