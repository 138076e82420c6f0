package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.load.Figures;
import dev.digitgan.generator.load.Fire;
import dev.digitgan.generator.load.FirePlan;
import dev.digitgan.generator.load.FireReport;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.load.RawHttp2;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.Stretch;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleStreamRequest;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that ask for much and read none of it. */
@Tag("ci")
final class SlowReadersTest {
  private static final String SAMPLE =
      "/" + GeneratorServiceGrpc.getSampleMethod().getFullMethodName();
  private static final String SAMPLE_STREAM =
      "/" + GeneratorServiceGrpc.getSampleStreamMethod().getFullMethodName();
  private static final int LARGEST_N = 4_096;
  private static final int CALLS_A_CONNECTION = 10;

  private final Path directory;
  private final Reference reference = new Reference(List.of(new Stretch(5, 0, 256)));

  SlowReadersTest(@TempDir Path directory) {
    this.directory = directory;
  }

  /**
   * @param others what the other clients got
   */
  private record Outcome(FireReport others, long residentBeforeKib, long residentAtMostKib) {}

  @Test
  void othersAreAnsweredWhileSomeReadNothing() throws Exception {
    Outcome outcome = attack(30);

    assertNothingWrong(outcome.others);
  }

  @Test
  @Tag("long")
  void manyWhoReadNothingTakeABoundedAmountOfMemory() throws Exception {
    int callCount = 600;
    Outcome outcome = attack(callCount);

    Figures.print(
        String.format(
            Locale.ROOT,
            "%d calls that nobody read: resident memory %d MiB before, at most %d; others: %s",
            callCount,
            outcome.residentBeforeKib / 1024,
            outcome.residentAtMostKib / 1024,
            outcome.others));
    assertNothingWrong(outcome.others);
    // The heap grows from 64 MiB towards its bound of 512; all the answers together are endless.
    assertThat(outcome.residentAtMostKib - outcome.residentBeforeKib)
        .as("KiB more than before")
        .isLessThan(448 * 1024);
  }

  private static void assertNothingWrong(FireReport others) {
    assertThat(others.failed() + others.differences() + others.refused())
        .as(others::toString)
        .isZero();
  }

  private Outcome attack(int callCount) throws Exception {
    Path store = directory.resolve("store");
    new CheckpointPublisher(new DirectoryStore(store), new CheckpointKeys("digits"))
        .publish(Generators.SMALL.draft(1));
    try (GeneratorModel model =
        Generators.SMALL.model(Generators.SMALL.random(1), Precision.FLOAT32)) {
      reference.draw(1, model);
    }
    List<RawHttp2> readers = new ArrayList<>();
    try (Replica replica = Replica.start(directory, store, "--workers", "2")) {
      ManagedChannel channel = RetryingClient.plain(replica);
      try (MemoryWatch memory = MemoryWatch.of(replica);
          Fire fire = Fire.start(FirePlan.patient(2, 16, 1), List.of(channel), reference)) {
        awaitAnswers(fire);
        long residentBefore = memory.largestKib();
        for (int call = 0; call < callCount; call++) {
          if (call % CALLS_A_CONNECTION == 0) {
            readers.add(RawHttp2.narrow(otherAddress(), replica.port(), 0));
          }
          ask(readers.get(readers.size() - 1), call % CALLS_A_CONNECTION);
          awaitRoom(replica);
        }
        awaitAnswers(fire);
        return new Outcome(fire.stop(), residentBefore, memory.largestKib());
      } finally {
        for (RawHttp2 reader : readers) {
          reader.close();
        }
        channel.shutdownNow();
      }
    }
  }

  /** So that the server does not take these clients for the others. */
  private static InetAddress otherAddress() throws IOException {
    assumeTrue(Vitals.areKnown(), "only Linux has more than one address of its own");
    return InetAddress.getByName("127.0.0.2");
  }

  /** Every other call is a stream without an end in sight. */
  private static void ask(RawHttp2 reader, int call) throws IOException {
    int stream = 1 + 2 * call;
    if (call % 2 == 0) {
      reader.call(stream, SAMPLE);
      reader.message(stream, SampleRequest.newBuilder().setN(LARGEST_N).setSeed(call).build());
    } else {
      reader.call(stream, SAMPLE_STREAM);
      reader.message(stream, SampleStreamRequest.newBuilder().setN(1L << 40).setSeed(call).build());
    }
  }

  /** Waits until nothing waits to be drawn, so that the next call is not refused for the queue. */
  private static void awaitRoom(Replica replica) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> replica.metric("digitgan_generator_queue_images") < LARGEST_N);
  }

  /** Waits for a good number of further answers. */
  private static void awaitAnswers(Fire fire) {
    long before = fire.report().answered();
    await().atMost(Duration.ofMinutes(1)).until(() -> fire.report().answered() > before + 20);
  }
}
