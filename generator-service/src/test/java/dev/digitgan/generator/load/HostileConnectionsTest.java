package dev.digitgan.generator.load;

import static dev.digitgan.generator.load.RawHttp2.CONTINUATION;
import static dev.digitgan.generator.load.RawHttp2.DATA;
import static dev.digitgan.generator.load.RawHttp2.HEADERS;
import static dev.digitgan.generator.load.RawHttp2.PING;
import static dev.digitgan.generator.load.RawHttp2.SETTINGS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.RunningServer;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that do not speak as they should, while others do and are answered. */
@Tag("ci")
class HostileConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SAMPLE =
      "/" + GeneratorServiceGrpc.getSampleMethod().getFullMethodName();

  /** Of a call for at most 16 images while an attack goes on. */
  private static final Duration LONGEST_P99 = Duration.ofSeconds(1);

  private final ObjectStore store;

  /** Held, since loggers that nobody holds forget their levels. */
  private final Logger grpcLog = Logger.getLogger("io.grpc");

  private final RunningServer server;
  private final Reference reference = new Reference(List.of(new Stretch(5, 0, 64)));

  HostileConnectionsTest(@TempDir Path directory) {
    store = new DirectoryStore(directory);
    server = new RunningServer(store);
    grpcLog.setLevel(Level.WARNING); // As the service's own configuration does.
  }

  /** What a hostile peer does, so many times. */
  private interface Attack {
    void attack(int port, int times) throws IOException;
  }

  @BeforeEach
  void serve() throws Exception {
    new CheckpointPublisher(store, new CheckpointKeys("digits")).publish(Generators.MLP.draft(1));
    try (GeneratorModel model = Generators.MLP.model(Generators.MLP.random(1), Precision.FLOAT32)) {
      reference.draw(1, model);
    }
    server.awaitVersion(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoDoesNotSpeakHttp2IsCutOff() throws Exception {
    othersAreAnsweredDuring(HostileConnectionsTest::garbage, 20);
    othersAreAnsweredDuring(HostileConnectionsTest::http1, 20);
  }

  @Test
  void framesThatCannotBeAreTheEndOfTheirConnection() throws Exception {
    othersAreAnsweredDuring(HostileConnectionsTest::absurdFrames, 20);
    othersAreAnsweredDuring(HostileConnectionsTest::endlessHeaders, 20);
  }

  @Test
  void streamsThatAreOpenedAndResetDisturbNobody() throws Exception {
    othersAreAnsweredDuring(HostileConnectionsTest::rapidResets, 2_000);
    await().untilAsserted(() -> assertThat(server.metric("digitgan_generator_leases")).isZero());
  }

  @Test
  void floodsOfControlFramesDisturbNobody() throws Exception {
    othersAreAnsweredDuring(HostileConnectionsTest::pings, 5_000);
    othersAreAnsweredDuring(HostileConnectionsTest::settings, 5_000);
  }

  @Test
  void connectionsThatSayNothingDisturbNobody() throws Exception {
    othersAreAnsweredBeside(200);
  }

  @Test
  @Tag("long")
  void twoThousandIdleConnectionsDisturbNobody() throws Exception {
    print("2000 idle connections", othersAreAnsweredBeside(2_000));
  }

  @Test
  @Tag("long")
  void longAttacksDelayNobodyByMuch() throws Exception {
    print("nothing", othersAreAnsweredDuring((port, times) -> {}, 1));
    print("garbage", othersAreAnsweredDuring(HostileConnectionsTest::garbage, 2_000));
    print("HTTP/1.1", othersAreAnsweredDuring(HostileConnectionsTest::http1, 2_000));
    print("absurd frames", othersAreAnsweredDuring(HostileConnectionsTest::absurdFrames, 2_000));
    print("endless headers", othersAreAnsweredDuring(HostileConnectionsTest::endlessHeaders, 500));
    print("rapid resets", othersAreAnsweredDuring(HostileConnectionsTest::rapidResets, 200_000));
    print("pings", othersAreAnsweredDuring(HostileConnectionsTest::pings, 500_000));
    print("settings", othersAreAnsweredDuring(HostileConnectionsTest::settings, 500_000));
  }

  private static void print(String attack, FireReport report) {
    Figures.print("others during %s: %s".formatted(attack, report));
    assertThat(report.latencies().quantile(0.99)).as(attack).isLessThan(LONGEST_P99);
  }

  private FireReport othersAreAnsweredBeside(int connectionCount) throws Exception {
    assumeTrue(openFileLimit() > 2L * connectionCount + 500, "too few files may be open");
    List<RawHttp2> idle = new ArrayList<>();
    try {
      return othersAreAnsweredDuring(
          (port, times) -> {
            for (int i = 0; i < times; i++) {
              // A third says nothing, a third begins to, a third is a client with nothing to ask.
              RawHttp2 connection = i % 3 == 0 ? RawHttp2.greeted(port) : new RawHttp2(port);
              idle.add(connection);
              if (i % 3 == 1) {
                connection.write(
                    new String(RawHttp2.preface(), US_ASCII).substring(0, 9).getBytes(US_ASCII));
              }
            }
          },
          connectionCount);
    } finally {
      for (RawHttp2 connection : idle) {
        connection.close();
      }
    }
  }

  private static long openFileLimit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : 0;
  }

  private FireReport othersAreAnsweredDuring(Attack attack, int times) throws Exception {
    ManagedChannel channel = server.channel();
    try (Fire fire = Fire.start(FirePlan.patient(2, 16, 1), List.of(channel), reference)) {
      awaitAnswers(fire);
      attack.attack(server.server.ports().grpc(), times);
      awaitAnswers(fire);
      FireReport report = fire.stop();
      assertThat(report.failed() + report.differences()).as(report::toString).isZero();
      return report;
    }
  }

  /** Waits for a good number of further answers. */
  private static void awaitAnswers(Fire fire) {
    long before = fire.report().answered();
    await().atMost(PATIENCE).until(() -> fire.report().answered() > before + 20);
  }

  private static void garbage(int port, int times) throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < times; i++) {
      byte[] bytes = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(bytes);
      try (RawHttp2 connection = new RawHttp2(port)) {
        connection.write(bytes);
        // Few bytes may be the beginning of anything.
        assertThat(bytes.length < RawHttp2.preface().length || connection.awaitClose(PATIENCE))
            .isTrue();
      }
    }
  }

  private static void http1(int port, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (RawHttp2 connection = new RawHttp2(port)) {
        connection.write("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
        assertThat(connection.awaitClose(PATIENCE)).isTrue();
      }
    }
  }

  private static void absurdFrames(int port, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      try (RawHttp2 connection = RawHttp2.greeted(port)) {
        connection.call(1, SAMPLE);
        connection.frame(i % 2 == 0 ? DATA : HEADERS, 0, 3, (1 << 24) - 1, new byte[64]);
        assertThat(connection.awaitClose(PATIENCE)).isTrue();
      }
    }
  }

  /** A header block that goes on in frame after frame. */
  private static void endlessHeaders(int port, int times) throws IOException {
    byte[] fields = RawHttp2.fields(lines(100));
    for (int i = 0; i < times; i++) {
      try (RawHttp2 connection = RawHttp2.greeted(port)) {
        connection.frame(HEADERS, 0, 1, RawHttp2.callHeaders(SAMPLE));
        try {
          for (int frame = 0; frame < 1_000; frame++) {
            connection.frame(CONTINUATION, 0, 1, fields);
          }
        } catch (IOException cutOff) {
          continue;
        }
        assertThat(connection.awaitClose(PATIENCE)).isTrue();
      }
    }
  }

  private static String[] lines(int count) {
    String[] lines = new String[2 * count];
    for (int i = 0; i < count; i++) {
      lines[2 * i] = "x-" + i;
      lines[2 * i + 1] = "y".repeat(100);
    }
    return lines;
  }

  private static void rapidResets(int port, int times) throws IOException {
    RawHttp2 connection = RawHttp2.greeted(port);
    try {
      int stream = 1;
      for (int i = 0; i < times; i++) {
        try {
          connection.call(stream, SAMPLE);
          connection.message(stream, RunningServer.request(256, i));
          connection.reset(stream);
          stream += 2;
        } catch (IOException cutOff) {
          connection.close();
          connection = RawHttp2.greeted(port);
          stream = 1;
        }
      }
    } finally {
      connection.close();
    }
  }

  private static void pings(int port, int times) throws IOException {
    flood(port, times, PING, new byte[8]);
  }

  private static void settings(int port, int times) throws IOException {
    flood(port, times, SETTINGS, new byte[0]);
  }

  private static void flood(int port, int times, int type, byte[] payload) throws IOException {
    RawHttp2 connection = RawHttp2.greeted(port);
    try {
      for (int i = 0; i < times; i++) {
        try {
          connection.frame(type, 0, 0, payload);
        } catch (IOException cutOff) {
          connection.close();
          connection = RawHttp2.greeted(port);
        }
      }
    } finally {
      connection.close();
    }
  }
}
