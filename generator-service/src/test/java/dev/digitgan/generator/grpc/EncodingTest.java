package dev.digitgan.generator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.image.ImageShape;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ci")
class EncodingTest {
  /** What GetModel promises: so many images, of noise even, in each encoding, and not one more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theLargestNumberIsTakenByEveryEncoding(int channels) {
    ImageShape shape = new ImageShape(channels, 28, 28);
    int most = Encoding.maxImagesOfAny(shape);
    byte[] noise = new byte[most * shape.bytes()];
    new SplittableRandom(1).nextBytes(noise);

    for (Encoding encoding : Encoding.values()) {
      Encoding.Images images = encoding.encode(noise.clone(), shape);
      SampleResponse response =
          SampleResponse.newBuilder().setPixels(images.pixels()).addAllPng(images.png()).build();

      assertThat(encoding.maxImages(shape)).as(encoding.name()).isGreaterThanOrEqualTo(most);
      assertThat(response.getSerializedSize())
          .as(encoding.name())
          .isLessThanOrEqualTo(Encoding.MAX_RESPONSE_BYTES - 1_000);
    }
    assertThat(Stream.of(Encoding.values()).map(encoding -> encoding.maxImages(shape)))
        .contains(most);
  }
}
