package dev.digitgan.generator.load;

import static dev.digitgan.testing.Draw.weight;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.version.CheckpointPublisher;
import dev.digitgan.generator.RunningServer;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.v1.GeneratorServiceGrpc.GeneratorServiceBlockingStub;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.store.InMemoryStore;
import dev.digitgan.testing.Cases;
import dev.digitgan.testing.Draw;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any request at all: what was asked for, or the refusal that the contract names. */
class RequestPropertiesTest {
  private static final int IMAGE_BYTES = TestModels.SHAPE.bytes();
  private static final int LARGEST_N = 4_096;

  private static final List<String> UNUSUAL_VERSIONS =
      List.of(
          "0",
          "01",
          "2",
          "-1",
          "99999999",
          "999999999",
          "latest",
          "sha256:",
          "sha256:" + "0".repeat(64),
          "sha256:" + "A".repeat(64),
          "channel:",
          "channel:stable",
          "channel:latest",
          "channel:Canary_v2",
          "channel:../..",
          "1\u0000");

  private static final RunningServer SERVER = serving();
  private static final GeneratorServiceBlockingStub STUB = SERVER.stub();

  private static RunningServer serving() {
    InMemoryStore store = new InMemoryStore();
    try {
      new CheckpointPublisher(store, new CheckpointKeys("digits")).publish(TestModels.draft(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningServer server = new RunningServer(store);
    server.awaitVersion(1);
    return server;
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static SampleRequest request(Draw draw) {
    SampleRequest.Builder request =
        SampleRequest.newBuilder()
            .setN(count(draw))
            .setOffset(offset(draw))
            .setSeed(draw.anyLong())
            .setVersion(version(draw))
            .setEncodingValue(
                draw.weighted(weight(8, () -> draw.intBetween(0, 3)), weight(1, draw::anyInt)));
    Optional<Integer> digit =
        draw.weighted(weight(9, Optional::empty), weight(1, () -> Optional.of(draw.anyInt())));
    digit.ifPresent(request::setDigit);
    return request.build();
  }

  private static int count(Draw draw) {
    return draw.weighted(
        weight(20, () -> draw.intBetween(1, 40)),
        weight(1, () -> draw.pick(LARGEST_N - 1, LARGEST_N, LARGEST_N + 1)),
        weight(5, () -> draw.pick(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE)),
        weight(3, draw::anyInt));
  }

  private static long offset(Draw draw) {
    return draw.weighted(
        weight(3, () -> draw.longBetween(0, 1_000)),
        weight(3, () -> draw.longBetween(Long.MAX_VALUE - 60, Long.MAX_VALUE)),
        weight(1, () -> draw.longBetween(Integer.MAX_VALUE - 40L, 1L << 32)),
        weight(2, draw::anyLong));
  }

  private static String version(Draw draw) {
    return draw.weighted(
        weight(12, () -> draw.pick("", "1")),
        weight(4, () -> draw.pick(UNUSUAL_VERSIONS)),
        weight(2, () -> draw.anyString(200)));
  }

  @Test
  void isAnsweredOrRefusedAsTheContractSays() {
    Cases.check(300, draw -> check(request(draw)));
  }

  @Tag("long")
  @Test
  void isSoOverAndOver() {
    Cases.check(20_000, draw -> check(request(draw)));
  }

  private static void check(SampleRequest request) {
    try {
      assertAnswers(request, STUB.sample(request));
    } catch (StatusRuntimeException e) {
      assertRefuses(request, e);
    }
  }

  private static void assertAnswers(SampleRequest request, SampleResponse response) {
    assertThat(isValid(request)).isTrue();
    assertThat(response.getOffset()).isEqualTo(request.getOffset());
    assertThat(response.getModel().getVersion()).isEqualTo(1);
    boolean raw = request.getEncodingValue() <= ImageEncoding.IMAGE_ENCODING_RAW_VALUE;
    assertThat(response.getPixels().size()).isEqualTo(raw ? request.getN() * IMAGE_BYTES : 0);
    int pngCount =
        switch (request.getEncoding()) {
          case IMAGE_ENCODING_PNG -> request.getN();
          case IMAGE_ENCODING_PNG_GRID -> 1;
          default -> 0;
        };
    assertThat(response.getPngCount()).isEqualTo(pngCount);
  }

  private static void assertRefuses(SampleRequest request, StatusRuntimeException refusal) {
    Status.Code code = refusal.getStatus().getCode();
    assertThat(code)
        .as(refusal::getMessage)
        .isIn(Status.Code.INVALID_ARGUMENT, Status.Code.NOT_FOUND);
    assertThat(StatusProto.fromThrowable(refusal).getDetailsList())
        .as(refusal::getMessage)
        .anySatisfy(RequestPropertiesTest::assertIsErrorInfo);
    if (code == Status.Code.INVALID_ARGUMENT) {
      // As PNG, noise would take more room than there is for so many.
      boolean tooManyPngs =
          request.getN() > 3_000
              && request.getEncodingValue() > ImageEncoding.IMAGE_ENCODING_RAW_VALUE;
      assertThat(isValid(request) && !tooManyPngs).as(refusal::getMessage).isFalse();
    }
  }

  private static void assertIsErrorInfo(Any detail) {
    assertThat(detail.is(ErrorInfo.class)).isTrue();
  }

  /** Whether this server could answer, if it has what is named. */
  private static boolean isValid(SampleRequest request) {
    int n = request.getN();
    return n >= 1
        && n <= LARGEST_N
        && request.getOffset() >= 0
        && request.getOffset() <= Long.MAX_VALUE - n
        && request.getEncoding() != ImageEncoding.UNRECOGNIZED
        && !request.hasDigit()
        && request
            .getVersion()
            .matches(
                "|latest|[1-9][0-9]{0,7}|sha256:[0-9a-f]{64}"
                    + "|channel:[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  }
}
