package dev.digitgan.generator;

import static dev.digitgan.generator.RunningServer.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.sampling.SamplingLimits;
import dev.digitgan.generator.v1.GetModelRequest;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.ListVersionsRequest;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.network.Precision;
import dev.digitgan.store.DirectoryStore;
import dev.digitgan.store.ObjectStore;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each refusal has its code, its ErrorInfo and what a client needs to do better. */
class BadRequestsTest {
  private final ObjectStore store;
  private final RunningServer server;

  BadRequestsTest(@TempDir Path directory) {
    store = new DirectoryStore(directory);
    server = new RunningServer(store, new SamplingLimits(1, 4_096, 1), Precision.FLOAT32);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatCanNeverSucceedNamesItsFields() throws Exception {
    serve();
    assertInvalid("n", request -> request.setN(0));
    assertInvalid("n", request -> request.setN(-1));
    assertInvalid("n", request -> request.setN(4_097));
    assertInvalid("n", request -> request.setN(Integer.MAX_VALUE));
    assertInvalid("offset", request -> request.setOffset(-1));
    assertInvalid("offset", request -> request.setOffset(Long.MAX_VALUE));
    assertInvalid("version", request -> request.setVersion("newest"));
    assertInvalid("version", request -> request.setVersion("sha256:12"));
    assertInvalid("version", request -> request.setVersion("channel:"));
    assertInvalid("encoding", request -> request.setEncodingValue(77));
    assertInvalid("digit", request -> request.setDigit(3));

    assertThat(server.pixels(request(1, 1))).as("it goes on serving").hasSize(784);
    assertThat(server.metric("digitgan_generator_rejections_total{reason=\"invalid_request\"}"))
        .isEqualTo(11);
    assertThat(server.metric("digitgan_generator_leases")).isZero();
  }

  @Test
  void whatIsNotLoadedIsNotFound() throws Exception {
    serve();
    for (String version : List.of("2", "sha256:" + "a".repeat(64), "channel:stable")) {
      StatusRuntimeException e =
          failure(() -> server.sample(request(1, 1).toBuilder().setVersion(version).build()));
      assertCode(e, Code.NOT_FOUND, "NO_SUCH_VERSION");
    }
    assertThat(
            failure(
                    () ->
                        server.sample(
                            request(1, 1).toBuilder().setVersion("channel:stable").build()))
                .getStatus()
                .getDescription())
        .isEqualTo("no such channel: stable");
    assertThat(server.metric("digitgan_generator_rejections_total{reason=\"no_such_version\"}"))
        .isEqualTo(4);
  }

  @Test
  void beforeTheFirstModelAClientMayTryAgain() throws Exception {
    StatusRuntimeException sample = failure(() -> server.sample(request(1, 1)));
    StatusRuntimeException model =
        failure(() -> server.stub().getModel(GetModelRequest.getDefaultInstance()));

    for (StatusRuntimeException e : List.of(sample, model)) {
      assertCode(e, Code.UNAVAILABLE, "NO_MODEL");
      assertThat(detail(e, RetryInfo.class)).isPresent();
    }
    assertInvalid("n", request -> request.setN(0));
    assertThat(
            server.stub().listVersions(ListVersionsRequest.getDefaultInstance()).getVersionsList())
        .isEmpty();
  }

  @Test
  void whatDoesNotFitInTheQueueIsRefusedAndTheRestIsAnswered() throws Exception {
    serve();
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      calls.add(server.futureStub().sample(request(4_096, i)));
    }
    int answered = 0;
    for (Future<?> call : calls) {
      try {
        call.get();
        answered++;
      } catch (ExecutionException e) {
        StatusRuntimeException refused =
            (StatusRuntimeException) Objects.requireNonNull(e.getCause());
        assertCode(refused, Code.RESOURCE_EXHAUSTED, "QUEUE_FULL");
        assertThat(detail(refused, RetryInfo.class)).isPresent();
      }
    }

    assertThat(answered).isBetween(1, 31);
    assertThat(server.metric("digitgan_generator_rejections_total{reason=\"queue_full\"}"))
        .isEqualTo(32 - answered);
    assertThat(server.metric("digitgan_generator_queue_images")).isZero();
  }

  @Test
  void theModelSaysWhatCanBeAskedOfIt() throws Exception {
    serve();

    var model = server.stub().getModel(GetModelRequest.getDefaultInstance());

    assertThat(model.getModel().getVersion()).isEqualTo(1);
    assertThat(model.getMaxImages()).isEqualTo(4_096);
    assertThat(model.getHeight()).isEqualTo(28);
    assertThat(model.getFingerprint().getModelDigest()).isEqualTo(model.getModel().getDigest());
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageEncoding.class,
      names = {"IMAGE_ENCODING_RAW", "IMAGE_ENCODING_PNG", "IMAGE_ENCODING_PNG_GRID"})
  void asManyAsTheModelSaysAreAnsweredInEachEncoding(ImageEncoding encoding) throws Exception {
    new CheckpointPublisher(store, new CheckpointKeys("digits")).publish(TestModels.colourDraft(1));
    server.awaitVersion(1);
    int most = server.stub().getModel(GetModelRequest.getDefaultInstance()).getMaxImages();

    SampleResponse response =
        server.sample(request(most, 1).toBuilder().setEncoding(encoding).build());

    assertThat(most).isBetween(1_500, 4_095);
    assertThat(response.getPngCount())
        .isEqualTo(
            switch (encoding) {
              case IMAGE_ENCODING_PNG -> most;
              case IMAGE_ENCODING_PNG_GRID -> 1;
              default -> 0;
            });
  }

  private void serve() throws IOException {
    new CheckpointPublisher(store, new CheckpointKeys("digits")).publish(TestModels.draft(1));
    server.awaitVersion(1);
  }

  private void assertInvalid(String field, UnaryOperator<SampleRequest.Builder> change)
      throws InvalidProtocolBufferException {
    SampleRequest request = change.apply(request(1, 1).toBuilder()).build();
    StatusRuntimeException e = failure(() -> server.sample(request));

    assertCode(e, Code.INVALID_ARGUMENT, "INVALID_REQUEST");
    assertThat(detail(e, BadRequest.class).orElseThrow().getFieldViolationsList())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.getField()).isEqualTo(field);
              assertThat(violation.getDescription()).isNotBlank();
            });
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  private static void assertCode(StatusRuntimeException e, Code code, String reason)
      throws InvalidProtocolBufferException {
    assertThat(StatusProto.fromThrowable(e).getCode()).isEqualTo(code.getNumber());
    ErrorInfo info = detail(e, ErrorInfo.class).orElseThrow();
    assertThat(info.getReason()).isEqualTo(reason);
    assertThat(info.getDomain()).isEqualTo("digitgan.dev");
  }

  private static <T extends Message> Optional<T> detail(StatusRuntimeException e, Class<T> type)
      throws InvalidProtocolBufferException {
    for (Any detail : StatusProto.fromThrowable(e).getDetailsList()) {
      if (detail.is(type)) {
        return Optional.of(detail.unpack(type));
      }
    }
    return Optional.empty();
  }
}
