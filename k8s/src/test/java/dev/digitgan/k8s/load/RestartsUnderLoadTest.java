package dev.digitgan.k8s.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
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
import dev.digitgan.testing.TestAuthority;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of which one after the other is restarted, and clients that ask again. */
@Tag("ci")
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

  private enum Security {
    PLAIN_TEXT,
    TLS
  }

  /** How many replicas are restarted, over what, and how. */
  private record Scenario(int restarts, End end, Security security, int stretchImages) {}

  @Test
  void noCallFailsAndNoImageDiffersWhileReplicasAreRestarted() throws Exception {
    FireReport report =
        restart(
            new Scenario(2, End.SIGTERM, Security.TLS, 512),
            FirePlan.impatient(8, 256, List.of(""), 1));

    assertNothingWrong(report);
  }

  @Test
  @Tag("long")
  void noCallOfManyFailsOverFiftyRestarts() throws Exception {
    FireReport report =
        restart(
            new Scenario(50, End.SIGTERM, Security.PLAIN_TEXT, 2_048),
            FirePlan.patient(8, 512, System.nanoTime()));

    Figures.print("50 restarts of one of two replicas: " + report);
    assertNothingWrong(report);
  }

  @Test
  @Tag("long")
  void noImageDiffersUnderFireWhileReplicasAreRestarted() throws Exception {
    FireReport report =
        restart(
            new Scenario(15, End.SIGTERM, Security.TLS, 8_192),
            FirePlan.impatient(64, 4_096, List.of(""), System.nanoTime()));

    Figures.print("fire on two replicas over TLS, 15 restarts: " + report);
    assertNothingWrong(report);
  }

  /** What was on its way when the process died is lost where the answer had begun to arrive. */
  @Test
  @Tag("long")
  void aKilledReplicaCostsAtMostTheAnswersThatHadBegun() throws Exception {
    int callerCount = 8;
    FireReport report =
        restart(
            new Scenario(10, End.SIGKILL, Security.PLAIN_TEXT, 2_048),
            FirePlan.patient(callerCount, 512, System.nanoTime()));

    Figures.print("10 times SIGKILL of one of two replicas: " + report);
    assertThat(report.differences()).as(report::toString).isZero();
    assertThat(report.failed()).as(report::toString).isLessThanOrEqualTo(10L * callerCount);
  }

  private static void assertNothingWrong(FireReport report) {
    assertThat(report.differences()).as(report::toString).isZero();
    assertThat(report.failed()).as(report::toString).isZero();
    assertThat(report.answered()).as(report::toString).isPositive();
  }

  private FireReport restart(Scenario scenario, FirePlan plan) throws Exception {
    new CheckpointPublisher(new DirectoryStore(store), new CheckpointKeys("digits"))
        .publish(Generators.MLP.draft(1));
    Reference reference = new Reference(Stretch.apart(scenario.stretchImages));
    try (GeneratorModel model = Generators.MLP.model(Generators.MLP.random(1), Precision.FLOAT32)) {
      reference.draw(1, model);
    }
    TestAuthority authority = TestAuthority.create();
    String[] arguments = arguments(scenario.security, authority);
    try (Replica one = Replica.start(directory, store, arguments);
        Replica other = Replica.start(directory, store, arguments)) {
      List<Replica> replicas = List.of(one, other);
      ManagedChannel channel =
          RetryingClient.channel(replicas, credentials(scenario.security, authority));
      try (Fire fire = Fire.start(plan, List.of(channel), reference)) {
        for (int i = 0; i < scenario.restarts; i++) {
          for (Replica replica : replicas) {
            awaitCalls(replica);
          }
          switch (scenario.end) {
            case SIGTERM -> replicas.get(i % 2).restart();
            case SIGKILL -> replicas.get(i % 2).killAndRestart();
          }
        }
        awaitCalls(replicas.get((scenario.restarts - 1) % 2));
        return fire.stop();
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private String[] arguments(Security security, TestAuthority authority) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--workers", "1"));
    if (security == Security.TLS) {
      Path certificate = directory.resolve("server.pem");
      Path key = directory.resolve("server.key");
      authority.server().write(certificate, key);
      arguments.addAll(List.of("--tls-cert", certificate.toString(), "--tls-key", key.toString()));
    }
    return arguments.toArray(String[]::new);
  }

  private static ChannelCredentials credentials(Security security, TestAuthority authority)
      throws IOException {
    return security == Security.TLS
        ? TlsChannelCredentials.newBuilder()
            .trustManager(new ByteArrayInputStream(authority.pem().getBytes(US_ASCII)))
            .build()
        : InsecureChannelCredentials.create();
  }

  /** Waits until the clients have found the replica. */
  private static void awaitCalls(Replica replica) {
    await()
        .atMost(PATIENCE)
        .until(() -> replica.metric("digitgan_generator_queue_wait_seconds_count") > 0);
  }
}
