package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.LoadedVersion;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions that come while calls are open. */
class HotSwapTest {
  private static final CheckpointKeys KEYS = new CheckpointKeys("digits");

  private final CheckpointPublisher publisher;
  private final RunningServer server;

  HotSwapTest(@TempDir Path directory) {
    ObjectStore store = new DirectoryStore(directory);
    publisher = new CheckpointPublisher(store, KEYS);
    server = new RunningServer(store);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void noCallFailsOrMixesVersionsWhileTheyChange() throws Exception {
    publish(1);
    server.awaitVersion(1);
    AtomicBoolean swapping = new AtomicBoolean(true);
    Map<Long, byte[]> byVersion = new ConcurrentHashMap<>();
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(callers.submit(sampleWhile(swapping, byVersion)));
      }
      await().until(() -> byVersion.containsKey(1L));
      for (long version = 2; version <= 12; version++) {
        publish(version);
        long published = version;
        await().until(() -> byVersion.containsKey(published));
      }
      swapping.set(false);
      for (Future<Integer> call : calls) {
        assertThat(call.get(60, TimeUnit.SECONDS)).isPositive();
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(byVersion.values().stream().map(Arrays::hashCode)).doesNotHaveDuplicates();
    await().untilAsserted(() -> assertThat(server.metric("digitgan_generator_leases")).isZero());
    assertThat(server.metric("digitgan_generator_models"))
        .as("the served one and its predecessor, all others are freed")
        .isEqualTo(2);
  }

  /** Equal requests get equal bytes from equal versions, whatever changes meanwhile. */
  private Callable<Integer> sampleWhile(AtomicBoolean swapping, Map<Long, byte[]> byVersion) {
    GeneratorServiceBlockingStub stub = server.stub();
    return () -> {
      int count = 0;
      do {
        SampleResponse response = stub.sample(request(150, 3));
        byte[] pixels = response.getPixels().toByteArray();
        byte[] seen = byVersion.putIfAbsent(response.getModel().getVersion(), pixels);
        if (seen != null) {
          assertThat(pixels).isEqualTo(seen);
        }
        count++;
      } while (swapping.get());
      return count;
    };
  }

  @Test
  void anOlderVersionThatIsNamedGivesTheVeryBytesOfBefore() throws Exception {
    publish(1);
    server.awaitVersion(1);
    SampleResponse before = server.sample(request(100, 3));
    publish(2);
    server.awaitVersion(2);

    SampleResponse served = server.sample(request(100, 3));
    SampleRequest pinned = request(100, 3).toBuilder().setVersion("1").build();
    SampleRequest byDigest = pinned.toBuilder().setVersion(before.getModel().getDigest()).build();

    assertThat(served.getModel().getVersion()).isEqualTo(2);
    assertThat(served.getPixels()).isNotEqualTo(before.getPixels());
    assertThat(server.sample(pinned)).isEqualTo(before);
    assertThat(server.sample(byDigest)).isEqualTo(before);
  }

  @Test
  void theVersionsThatCanBeNamedAreListedNewestFirst() throws Exception {
    for (int version = 1; version <= 3; version++) {
      publish(version);
      server.awaitVersion(version);
    }

    List<LoadedVersion> listed =
        server.stub().listVersions(ListVersionsRequest.getDefaultInstance()).getVersionsList();

    assertThat(listed)
        .extracting(version -> version.getModel().getVersion())
        .containsExactly(3L, 2L);
    assertThat(listed).extracting(LoadedVersion::getServing).containsExactly(true, false);
  }

  private void publish(long seed) throws Exception {
    publisher.publish(TestModels.draft(seed));
  }
}
