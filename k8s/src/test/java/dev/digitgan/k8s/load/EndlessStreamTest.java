package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.load.Figures;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.SampleStreamRequest;
import dev.digitgan.generator.v1.SampleStreamResponse;
import dev.digitgan.store.DirectoryStore;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream that is longer than memory. */
final class EndlessStreamTest {
  private static final int IMAGE_BYTES = 784;
  private static final long SEED = 11;

  @Test
  @Tag("long")
  void aMillionImagesStreamInTheMemoryOfAFewThousand(@TempDir Path directory) throws Exception {
    assumeTrue(Vitals.areKnown(), "only Linux tells what a process holds");
    Path store = directory.resolve("store");
    new CheckpointPublisher(new DirectoryStore(store), new CheckpointKeys("digits"))
        .publish(Generators.MLP.draft(1));
    try (Replica replica = Replica.start(directory, store, "--workers", "1")) {
      ManagedChannel channel = RetryingClient.plain(replica);
      try {
        stream(channel, 0, 100_000);
        long beforeKib = Vitals.of(replica.process().pid()).residentKib();
        long began = System.nanoTime();
        long whole;
        long most;
        try (MemoryWatch memory = MemoryWatch.of(replica)) {
          whole = stream(channel, 0, 1_000_000);
          most = memory.largestKib();
        }
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1e3;
        Figures.print(
            String.format(
                Locale.ROOT,
                "1,000,000 images (748 MiB) in %.1f s: resident memory %d MiB before, at most %d",
                seconds,
                beforeKib / 1024,
                most / 1024));

        assertThat(most - beforeKib).as("KiB more than before").isLessThan(64 * 1024);
        assertThat(whole).as("checksum").isEqualTo(inParts(channel));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  /** The same million by four calls. */
  private static long inParts(ManagedChannel channel) {
    CRC32 sum = new CRC32();
    for (int part = 0; part < 4; part++) {
      read(channel, part * 250_000L, 250_000, sum);
    }
    return sum.getValue();
  }

  private static long stream(ManagedChannel channel, long offset, long count) {
    CRC32 sum = new CRC32();
    read(channel, offset, count, sum);
    return sum.getValue();
  }

  private static void read(ManagedChannel channel, long offset, long count, CRC32 sum) {
    Iterator<SampleStreamResponse> chunks =
        GeneratorServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(5, TimeUnit.MINUTES)
            .sampleStream(
                SampleStreamRequest.newBuilder()
                    .setN(count)
                    .setSeed(SEED)
                    .setOffset(offset)
                    .build());
    long images = 0;
    while (chunks.hasNext()) {
      ByteString pixels = chunks.next().getPixels();
      images += pixels.size() / IMAGE_BYTES;
      pixels.asReadOnlyByteBufferList().forEach(sum::update);
    }
    assertThat(images).isEqualTo(count);
  }
}
