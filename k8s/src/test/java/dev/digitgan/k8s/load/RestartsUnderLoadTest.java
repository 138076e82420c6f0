package dev.digitgan.k8s.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.CheckpointKeys;
import dev.digitgan.checkpoint.CheckpointPublisher;
import dev.digitgan.generator.load.Figures;
import dev.digitgan.generator.load.Fire;
import dev.digitgan.generator.load.FirePlan;
import dev.digitgan.generator.load.FireReport;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.load.Reference;
import dev.digitgan.generator.load.Stretch;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of which one after the other is restarted, and clients that ask again. */
final class RestartsUnderLoadTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path directory;
  private final Path store;

  RestartsUnderLoadTest(@TempDir Path directory) {
    this.directory = directory;
    store = directory.resolve("store");
  }

  /** How a replica's process is ended. */
  private enum End {
    SIGTERM,
    SIGKILL
  }

  @Test
  void noCallFailsAndNoImageDiffersWhileReplicasAreRestarted() throws Exception {
    FireReport report = restart(2, End.SIGTERM, 512, FirePlan.impatient(8, 256, List.of(""), 1));

    assertNothingWrong(report);
  }

  @Test
  @Tag("long")
  void noCallOfManyFailsOverFiftyRestarts() throws Exception {
    FireReport report =
        restart(50, End.SIGTERM, 2_048, FirePlan.patient(8, 512, System.nanoTime()));

    Figures.print("50 restarts of one of two replicas: " + report);
    assertNothingWrong(report);
  }

  @Test
  @Tag("long")
  void noImageDiffersUnderFireWhileReplicasAreRestarted() throws Exception {
    FireReport report =
        restart(
            15, End.SIGTERM, 8_192, FirePlan.impatient(64, 4_096, List.of(""), System.nanoTime()));

    Figures.print("fire on two replicas, 15 restarts: " + report);
    assertNothingWrong(report);
  }

  /** What was on its way when the process died is lost where the answer had begun to arrive. */
  @Test
  @Tag("long")
  void aKilledReplicaCostsAtMostTheAnswersThatHadBegun() throws Exception {
    int callerCount = 8;
    FireReport report =
        restart(10, End.SIGKILL, 2_048, FirePlan.patient(callerCount, 512, System.nanoTime()));

    Figures.print("10 times SIGKILL of one of two replicas: " + report);
    assertThat(report.differences()).as(report::toString).isZero();
    assertThat(report.failed()).as(report::toString).isLessThanOrEqualTo(10L * callerCount);
  }

  private static void assertNothingWrong(FireReport report) {
    assertThat(report.differences()).as(report::toString).isZero();
    assertThat(report.failed()).as(report::toString).isZero();
    assertThat(report.answered()).as(report::toString).isPositive();
  }

  private FireReport restart(int count, End end, int stretchImages, FirePlan plan)
      throws Exception {
    new CheckpointPublisher(new DirectoryStore(store), new CheckpointKeys("digits"))
        .publish(Generators.MLP.draft(1));
    Reference reference = new Reference(Stretch.apart(stretchImages));
    try (GeneratorModel model = Generators.MLP.model(Generators.MLP.random(1), Precision.FLOAT32)) {
      reference.draw(1, model);
    }
    try (Replica one = Replica.start(directory, store, "--workers", "1");
        Replica other = Replica.start(directory, store, "--workers", "1")) {
      List<Replica> replicas = List.of(one, other);
      ManagedChannel channel = RetryingClient.channel(replicas);
      try (Fire fire = Fire.start(plan, List.of(channel), reference)) {
        for (int i = 0; i < count; i++) {
          for (Replica replica : replicas) {
            awaitCalls(replica);
          }
          switch (end) {
            case SIGTERM -> replicas.get(i % 2).restart();
            case SIGKILL -> replicas.get(i % 2).killAndRestart();
          }
        }
        awaitCalls(replicas.get((count - 1) % 2));
        return fire.stop();
      } finally {
        channel.shutdownNow();
      }
    }
  }

  /** Waits until the clients have found the replica. */
  private static void awaitCalls(Replica replica) {
    await().atMost(PATIENCE).until(() -> replica.metric("digitgan_generator_images_total") > 0);
  }
}
