package dev.digitgan.generator.load;

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
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Any request at all: what was asked for, or the refusal that the contract names. */
class RequestPropertiesTest {
  private static final int IMAGE_BYTES = TestModels.SHAPE.bytes();
  private static final int LARGEST_N = 4_096;

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

  @AfterContainer
  static void stop() {
    SERVER.close();
  }

  @Provide
  Arbitrary<SampleRequest> requests() {
    Arbitrary<Integer> counts =
        Arbitraries.frequencyOf(
            Tuple.of(20, Arbitraries.integers().between(1, 40)),
            Tuple.of(1, Arbitraries.of(LARGEST_N - 1, LARGEST_N, LARGEST_N + 1)),
            Tuple.of(5, Arbitraries.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Tuple.of(3, Arbitraries.integers()));
    Arbitrary<Long> offsets =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.longs().between(0, 1_000)),
            Tuple.of(3, Arbitraries.longs().between(Long.MAX_VALUE - 60, Long.MAX_VALUE)),
            Tuple.of(1, Arbitraries.longs().between(Integer.MAX_VALUE - 40L, 1L << 32)),
            Tuple.of(2, Arbitraries.longs()));
    Arbitrary<String> versions =
        Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of("", "1")),
            Tuple.of(
                4,
                Arbitraries.of(
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
                    "1\u0000")),
            Tuple.of(2, Arbitraries.strings().ofMaxLength(200)));
    Arbitrary<Integer> encodings =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.integers().between(0, 3)), Tuple.of(1, Arbitraries.integers()));
    Arbitrary<Optional<Integer>> digits =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just(Optional.empty())),
            Tuple.of(1, Arbitraries.integers().map(Optional::of)));
    return Combinators.combine(counts, offsets, Arbitraries.longs(), versions, encodings, digits)
        .as(
            (n, offset, seed, version, encoding, digit) -> {
              SampleRequest.Builder request =
                  SampleRequest.newBuilder()
                      .setN(n)
                      .setOffset(offset)
                      .setSeed(seed)
                      .setVersion(version)
                      .setEncodingValue(encoding);
              digit.ifPresent(request::setDigit);
              return request.build();
            });
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void isAnsweredOrRefusedAsTheContractSays(@ForAll("requests") SampleRequest request) {
    check(request);
  }

  @Tag("long")
  @Property(tries = 20_000, edgeCases = EdgeCasesMode.NONE)
  void isSoOverAndOver(@ForAll("requests") SampleRequest request) {
    check(request);
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
