package dev.digitgan.generator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.RunningServer;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.store.InMemoryStore;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of which the server does not even read the end. */
class OversizedRequestsTest {
  private static final int LARGEST_MESSAGE_BYTES = 64 * 1024;

  private final InMemoryStore store = new InMemoryStore();
  private final RunningServer server = new RunningServer(store);
  private final GeneratorServiceBlockingStub stub = server.stub();

  @BeforeEach
  void serve() throws Exception {
    new CheckpointPublisher(store, new CheckpointKeys("digits")).publish(TestModels.draft(1));
    server.awaitVersion(1);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMessageThatIsTooLargeIsRefusedAndTheConnectionLives() {
    SampleRequest large = ofBytes(LARGEST_MESSAGE_BYTES);

    assertThat(failure(() -> stub.sample(large)).getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(stub.sample(RunningServer.request(1, 1)).getPixels()).isNotEmpty();
  }

  @Test
  void aSmallFileOfALargeMessageIsNotUnpacked() {
    SampleRequest large = ofBytes(30_000_000);

    assertThat(failure(() -> stub.withCompression("gzip").sample(large)).getCode())
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(stub.sample(RunningServer.request(1, 1)).getPixels()).isNotEmpty();
  }

  /** A client that is told how much is taken does not even send it. */
  @Test
  void metadataThatIsTooLargeIsRefusedAndTheConnectionLives() {
    Metadata large = new Metadata();
    large.put(Metadata.Key.of("x-large", Metadata.ASCII_STRING_MARSHALLER), "y".repeat(20_000));
    var insistent = stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(large));

    assertThat(failure(() -> insistent.sample(RunningServer.request(1, 1))).isOk()).isFalse();
    assertThat(stub.sample(RunningServer.request(1, 1)).getPixels()).isNotEmpty();
  }

  private static SampleRequest ofBytes(int count) {
    return SampleRequest.newBuilder().setN(1).setVersion("9".repeat(count)).build();
  }

  private static Status failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call).getStatus();
  }
}
