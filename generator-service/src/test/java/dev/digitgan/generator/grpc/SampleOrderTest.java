package dev.digitgan.generator.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.grpc.InvalidRequestException.Violation;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.sampling.SampleDemand.ImageRange;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.generator.v1.SampleStreamRequest;
import dev.digitgan.image.ImageShape;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleOrderTest {
  private static final int MAX_IMAGES = 4_096;
  private static final ModelDescription MODEL = TestModels.description(3);

  @Test
  void theLargestRequestsAreGood() {
    SampleOrder order =
        SampleOrder.parse(
            SampleRequest.newBuilder()
                .setN(MAX_IMAGES)
                .setSeed(Long.MIN_VALUE)
                .setOffset(Long.MAX_VALUE - MAX_IMAGES)
                .build(),
            MAX_IMAGES);

    order.requireAnswerableBy(MODEL);
    assertThat(order.range(0, MAX_IMAGES))
        .isEqualTo(
            new ImageRange(
                Long.MIN_VALUE, Long.MAX_VALUE - MAX_IMAGES, MAX_IMAGES, OptionalInt.empty()));
    assertThat(order.range(MAX_IMAGES - 1, 1).first()).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(order.encoding()).isEqualTo(Encoding.RAW);
  }

  @Test
  void everyFieldThatIsWrongIsNamedAtOnce() {
    SampleRequest request =
        SampleRequest.newBuilder()
            .setN(-1)
            .setOffset(-5)
            .setVersion("newest")
            .setEncodingValue(9)
            .build();

    assertThatThrownBy(() -> SampleOrder.parse(request, MAX_IMAGES))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field)
                    .containsExactly("n", "offset", "version", "encoding"));
  }

  @Test
  void anOffsetMustLeaveRoomForN() {
    assertViolation(
        SampleRequest.newBuilder().setN(2).setOffset(Long.MAX_VALUE - 1), "offset", "past 2^63");
  }

  @Test
  void aStreamHasNoLimitButNoGridEither() {
    SampleStreamRequest longest =
        SampleStreamRequest.newBuilder().setN(Long.MAX_VALUE).setOffset(0).build();
    assertThat(SampleOrder.parse(longest).count()).isEqualTo(Long.MAX_VALUE);

    SampleStreamRequest wrong =
        SampleStreamRequest.newBuilder()
            .setN(0)
            .setChunkImages(-1)
            .setEncoding(ImageEncoding.IMAGE_ENCODING_PNG_GRID)
            .build();
    assertThatThrownBy(() -> SampleOrder.parse(wrong))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.violations())
                    .extracting(Violation::field)
                    .containsExactly("n", "encoding", "chunk_images"));
    assertThatThrownBy(() -> SampleOrder.parse(longest.toBuilder().setOffset(1).build()))
        .hasMessage("offset: offset + n is past 2^63 - 1");
  }

  @Test
  void nIsFromOneToTheLimit() {
    assertViolation(SampleRequest.newBuilder(), "n", "0 is not from 1 to 4096");
    assertViolation(SampleRequest.newBuilder().setN(4_097), "n", "4097 is not from 1 to 4096");
  }

  @Test
  void aDigitNeedsAModelWithClasses() {
    SampleOrder order =
        SampleOrder.parse(SampleRequest.newBuilder().setN(1).setDigit(0).build(), MAX_IMAGES);

    assertThatThrownBy(() -> order.requireAnswerableBy(MODEL))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("digit: version 3 cannot draw a chosen digit: it has no classes");
  }

  @Test
  void aResponseThatClientsWouldRefuseIsRefusedFirst() {
    SampleOrder order = SampleOrder.parse(SampleRequest.newBuilder().setN(5_400).build(), 10_000);

    assertThatThrownBy(() -> order.requireFitting(5_400, "n", MODEL))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("at most 5344 do not");
  }

  @ParameterizedTest
  @Tag("ci")
  @EnumSource(Encoding.class)
  void noiseStaysWithinTheBoundOfItsEncoding(Encoding encoding) {
    for (ImageShape shape :
        new ImageShape[] {
          new ImageShape(1, 28, 28), new ImageShape(1, 1, 1), new ImageShape(3, 32, 32)
        }) {
      int count = Math.min(MAX_IMAGES, encoding.maxImages(shape));
      byte[] noise = new byte[count * shape.bytes()];
      new SplittableRandom(1).nextBytes(noise);
      SampleResponse.Builder response = SampleResponse.newBuilder();

      Encoding.Images images = encoding.encode(noise, shape);
      response.setPixels(images.pixels()).addAllPng(images.png());

      assertThat(response.build().getSerializedSize())
          .isLessThanOrEqualTo(Encoding.MAX_RESPONSE_BYTES - 1_000);
    }
  }

  @Test
  void eachEncodingOfTheApiIsKnown() {
    for (ImageEncoding encoding : ImageEncoding.values()) {
      if (encoding != ImageEncoding.UNRECOGNIZED) {
        assertThat(Encoding.of(encoding)).isNotNull();
      }
    }
  }

  private static void assertViolation(
      SampleRequest.Builder request, String field, String description) {
    assertThatThrownBy(() -> SampleOrder.parse(request.build(), MAX_IMAGES))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            e ->
                assertThat(e.violations())
                    .singleElement()
                    .satisfies(
                        violation -> {
                          assertThat(violation.field()).isEqualTo(field);
                          assertThat(violation.description()).contains(description);
                        }));
  }
}
