package dev.digitgan.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.load.Generators;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.trainer.v1.Run;
import dev.digitgan.trainer.v1.RunState;
import dev.digitgan.trainer.v1.TrainingServiceGrpc;
import dev.digitgan.trainer.v1.WatchRunRequest;
import dev.digitgan.trainer.v1.WatchRunResponse;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both services as processes, over a directory and real sockets. */
final class EndToEndTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CALLERS = 4;

  private final Path directory;
  private final Path store;
  private final Path data;

  EndToEndTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    store = directory.resolve("store");
    data = IdxFolder.write(directory.resolve("digits"), 256);
  }

  @Test
  void trainsPublishesServesSwapsUnderLoadAndKeepsOldVersionsExact() throws Exception {
    try (ServiceProcess generator = generator();
        GeneratorClient client = new GeneratorClient(generator)) {
      assertThat(client.health("")).isEqualTo(ServingStatus.SERVING);
      assertThat(client.health(GeneratorServiceGrpc.SERVICE_NAME))
          .isEqualTo(ServingStatus.NOT_SERVING);
      assertThatThrownBy(() -> client.sample(1, 0, 0, "")).hasMessageStartingWith("UNAVAILABLE");

      train(1, 1);
      client.awaitServed(1);
      assertThat(client.health(GeneratorServiceGrpc.SERVICE_NAME)).isEqualTo(ServingStatus.SERVING);
      byte[] first = client.pixels(100, 7, 0, "");
      assertThat(first).hasSize(100 * 784);

      List<Answer> answers = trainOnUnderLoad(client, 3);

      assertThat(answers).extracting(Answer::version).contains(1L, 3L);
      for (Answer answer : answers) {
        assertThat(client.pixels(answer.n, answer.seed, 0, Long.toString(answer.version)))
            .isEqualTo(answer.pixels);
      }
      assertThat(client.pixels(100, 7, 0, "1")).isEqualTo(first);
      assertThat(client.pixels(100, 7, 0, "3")).isNotEqualTo(first);
    }
  }

  @Test
  @Tag("ci")
  void imagesAreTheSameInPartsUnderConcurrencyAfterARestartAndInAnotherReplica() throws Exception {
    try (ObjectStore opened = new DirectoryStore(store)) {
      new CheckpointPublisher(opened, new CheckpointKeys("digits"))
          .publish(Generators.CONV.draft(1));
    }
    byte[] all;
    try (ServiceProcess generator = generator();
        ServiceProcess replica = generator();
        GeneratorClient client = new GeneratorClient(generator);
        GeneratorClient other = new GeneratorClient(replica)) {
      client.awaitServed(1);
      all = client.pixels(100, -3, 0, "");
      assertThat(all).startsWith(client.pixels(37, -3, 0, ""));
      assertThat(all).endsWith(client.pixels(63, -3, 37, ""));
      List<Callable<byte[]>> calls = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        calls.add(() -> client.pixels(100, -3, 0, ""));
      }
      assertThat(inParallel(calls)).allSatisfy(pixels -> assertThat(pixels).isEqualTo(all));
      generator.terminate();
      assertThat(generator.awaitEnd(PATIENCE)).isZero();

      other.awaitServed(1);
      assertThat(other.pixels(100, -3, 0, "")).isEqualTo(all);
    }
    try (ServiceProcess restarted = generator();
        GeneratorClient client = new GeneratorClient(restarted)) {
      client.awaitServed(1);
      assertThat(client.pixels(100, -3, 0, "")).isEqualTo(all);
    }
  }

  @Test
  @Tag("ci")
  void aTrainerThatIsToldToEndPublishesWhatItHasWithinTenSeconds() throws Exception {
    try (ServiceProcess trainer = trainer(1_000_000, 1)) {
      ManagedChannel channel = channel(trainer);
      try {
        Iterator<WatchRunResponse> watch =
            TrainingServiceGrpc.newBlockingStub(channel)
                .watchRun(WatchRunRequest.getDefaultInstance());
        Run run = watch.next().getRun();
        while (run.getStep() < 2) {
          run = watch.next().getRun();
        }
        assertThat(run.getState()).isEqualTo(RunState.RUN_STATE_TRAINING);
        assertThat(run.getDataSet()).isEqualTo("digits");

        trainer.terminate();
        assertThat(trainer.awaitEnd(Duration.ofSeconds(10))).as(trainer::log).isZero();

        while (watch.hasNext()) {
          run = watch.next().getRun();
        }
        assertThat(run.getState()).isEqualTo(RunState.RUN_STATE_SUCCEEDED);
        try (ObjectStore published = new DirectoryStore(store)) {
          CheckpointReader reader = new CheckpointReader(published, new CheckpointKeys("digits"));
          Version newest = reader.latest().orElseThrow();
          assertThat(run.getPublishedVersion()).isEqualTo(newest.number());
          assertThat(reader.load(newest).manifest().getStep()).isEqualTo(run.getStep());
        }
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Answer(long version, int n, long seed, byte[] pixels) {}

  /** Trains on to {@code last} while callers call, and says what they were answered. */
  private List<Answer> trainOnUnderLoad(GeneratorClient client, int last) throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<List<Answer>>> callers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        long seed = caller;
        callers.add(threads.submit(() -> callUntil(enough, client, seed)));
      }
      train(2, last - 1);
      client.awaitServed(last);
      // Each caller has met the last version once every call that began before it is answered.
      client.sample(1, 0, 0, "");
      await().atMost(PATIENCE).until(() -> client.served() == last);
      enough.set(true);
      List<Answer> answers = new ArrayList<>();
      for (Future<List<Answer>> caller : callers) {
        answers.addAll(caller.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The first answer of each version; every call must be answered. */
  private static List<Answer> callUntil(AtomicBoolean enough, GeneratorClient client, long seed) {
    List<Answer> answers = new ArrayList<>();
    long lastVersion = 0;
    boolean last = false;
    while (!last) {
      last = enough.get();
      int n = 1 + (int) (seed * 17 % 90);
      SampleResponse response = client.sample(n, seed, 0, "");
      long version = response.getModel().getVersion();
      assertThat(version).isGreaterThanOrEqualTo(lastVersion);
      if (version != lastVersion) {
        answers.add(new Answer(version, n, seed, response.getPixels().toByteArray()));
      }
      lastVersion = version;
    }
    return answers;
  }

  private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(calls)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private ServiceProcess generator() {
    return ServiceProcess.generator(directory, store, "--keep-loaded", "8");
  }

  private void train(long seed, int epochs) throws InterruptedException {
    try (ServiceProcess trainer = trainer(epochs, seed)) {
      assertThat(trainer.awaitEnd(PATIENCE)).as(trainer::log).isZero();
    }
  }

  private ServiceProcess trainer(int epochs, long seed) {
    return ServiceProcess.trainer(
        directory,
        store,
        "--data",
        data.toString(),
        "--batch",
        "32",
        "--epoch-images",
        "64",
        "--epochs",
        Integer.toString(epochs),
        "--seed",
        Long.toString(seed),
        "--run",
        "run-" + seed);
  }

  private static ManagedChannel channel(ServiceProcess trainer) {
    return NettyChannelBuilder.forAddress("127.0.0.1", trainer.port("grpc")).usePlaintext().build();
  }
}
