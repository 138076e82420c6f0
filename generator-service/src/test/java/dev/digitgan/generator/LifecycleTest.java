package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.util.concurrent.ListenableFuture;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.v1.GeneratorServiceGrpc;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceFutureStub;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty store to the last answer. */
class LifecycleTest {
  private static final String SERVICE = GeneratorServiceGrpc.SERVICE_NAME;

  private final CheckpointPublisher publisher;
  private final RunningServer server;

  LifecycleTest(@TempDir Path directory) {
    ObjectStore store = new DirectoryStore(directory);
    publisher = new CheckpointPublisher(store, new CheckpointKeys("digits"));
    server = new RunningServer(store);
  }

  @AfterEach
  void stop() {
    server.close();
    server.close();
  }

  @Test
  void isAliveAtOnceAndReadyWithTheFirstModel() throws Exception {
    assertThat(server.health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(server.health(SERVICE)).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(server.http("/healthz").statusCode()).isEqualTo(503);
    assertThat(server.http("/healthz").body()).startsWith("no model yet");

    serve();

    await()
        .untilAsserted(() -> assertThat(server.health(SERVICE)).isEqualTo(ServingStatus.SERVING));
    assertThat(server.http("/healthz").statusCode()).isEqualTo(200);
    assertThat(server.http("/").body()).contains("version 1, sha256:", "digitgan generator");
  }

  @Test
  void aDrainUnderLoadLosesNothing() throws Exception {
    serve();
    byte[] expected = server.pixels(request(512, 7));
    GeneratorServiceFutureStub stub = server.futureStub();
    List<ListenableFuture<SampleResponse>> calls = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      calls.add(stub.sample(request(512, 7)));
    }
    await()
        .untilAsserted(
            () ->
                assertThat(
                        server.metric(
                            "grpc_server_requests_received_messages_total{method=\"Sample\",method_type=\"UNARY\",service=\""
                                + SERVICE
                                + "\"}"))
                    .isEqualTo(31));

    boolean answered = server.server.drain(Duration.ofMinutes(1));

    assertThat(answered).isTrue();
    for (ListenableFuture<SampleResponse> call : calls) {
      assertThat(call.get(60, TimeUnit.SECONDS).getPixels().toByteArray()).isEqualTo(expected);
    }
    assertThat(server.health(SERVICE)).isEqualTo(ServingStatus.NOT_SERVING);
    assertThat(server.health("")).isEqualTo(ServingStatus.SERVING);
    assertThat(server.http("/healthz").statusCode()).isEqualTo(503);
    assertThat(server.http("/healthz").body()).isEqualTo("draining\n");
  }

  @Test
  void aVersionThatComesDuringTheDrainDoesNotMakeItReadyAgain() throws Exception {
    serve();
    server.server.drain(Duration.ofMinutes(1));

    publisher.publish(TestModels.draft(2));

    await()
        .during(Duration.ofMillis(100))
        .untilAsserted(
            () -> assertThat(server.health(SERVICE)).isEqualTo(ServingStatus.NOT_SERVING));
  }

  @Test
  void aCallWhoseCallerLeavesCostsNothingMore() throws Exception {
    serve();
    List<ListenableFuture<SampleResponse>> calls = new ArrayList<>();
    GeneratorServiceFutureStub stub = server.futureStub();
    for (int i = 0; i < 4; i++) {
      calls.add(stub.sample(request(4_096, i)));
    }

    calls.forEach(call -> call.cancel(true));

    await().untilAsserted(() -> assertThat(server.metric("digitgan_generator_leases")).isZero());
    assertThat(server.metric("digitgan_generator_queue_images")).isZero();
    assertThat(server.pixels(request(1, 1))).hasSize(784);
  }

  private void serve() throws IOException {
    publisher.publish(TestModels.draft(1));
    server.awaitVersion(1);
  }
}
