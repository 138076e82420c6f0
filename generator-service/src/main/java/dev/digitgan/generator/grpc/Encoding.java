package dev.digitgan.generator.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The encodings of images, and how many images fit in one response. */
enum Encoding {
  RAW {
    @Override
    Images encode(byte[] pixels, ImageShape shape) {
      return new Images(UnsafeByteOperations.unsafeWrap(pixels), List.of());
    }

    @Override
    long bytesPerImage(ImageShape shape) {
      return shape.bytes();
    }
  },
  PNG {
    @Override
    Images encode(byte[] pixels, ImageShape shape) {
      List<ByteString> files = new ArrayList<>();
      for (int at = 0; at < pixels.length; at += shape.bytes()) {
        files.add(UnsafeByteOperations.unsafeWrap(PngImages.png(pixels, at, shape)));
      }
      return new Images(ByteString.EMPTY, files);
    }

    @Override
    long bytesPerImage(ImageShape shape) {
      return pngBytes(shape) + PNG_FRAME_BYTES;
    }
  },
  PNG_GRID {
    @Override
    Images encode(byte[] pixels, ImageShape shape) {
      int count = pixels.length / shape.bytes();
      byte[] file = PngImages.grid(pixels, count, shape);
      return new Images(ByteString.EMPTY, List.of(UnsafeByteOperations.unsafeWrap(file)));
    }

    @Override
    long bytesPerImage(ImageShape shape) {
      return pngBytes(shape);
    }
  };

  /** The largest message that gRPC clients accept by default. */
  static final int MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

  /** Room for the parts of a response other than images. */
  private static final int ENVELOPE_BYTES = 4 * 1024;

  /** Bytes for the signature, IHDR, IDAT and IEND of one file, and its field in the response. */
  private static final int PNG_FRAME_BYTES = 96;

  static Encoding of(ImageEncoding encoding) {
    return switch (encoding) {
      case IMAGE_ENCODING_UNSPECIFIED, IMAGE_ENCODING_RAW -> RAW;
      case IMAGE_ENCODING_PNG -> PNG;
      case IMAGE_ENCODING_PNG_GRID -> PNG_GRID;
      case UNRECOGNIZED -> throw new IllegalArgumentException("unknown encoding");
    };
  }

  /** Encodes {@code pixels}, which the result may keep and must not change any more. */
  abstract Images encode(byte[] pixels, ImageShape shape);

  /** Returns the most bytes that one image can take. */
  abstract long bytesPerImage(ImageShape shape);

  /** Returns the most images whose response always stays under the limit. */
  int maxImages(ImageShape shape) {
    return (int) ((MAX_RESPONSE_BYTES - ENVELOPE_BYTES) / bytesPerImage(shape));
  }

  /** Returns the most images that fit in a response of every encoding. */
  static int maxImagesOfAny(ImageShape shape) {
    return Stream.of(values()).mapToInt(encoding -> encoding.maxImages(shape)).min().orElseThrow();
  }

  long replyBytes(long count, ImageShape shape) {
    long pixelBytes = this == RAW ? 0 : shape.bytes(); // Raw pixels are the response itself.
    return ENVELOPE_BYTES + count * (pixelBytes + bytesPerImage(shape));
  }

  /** Sizes a PNG of noise: its pixels, a filter byte a row, and 1/64 for deflate's overhead. */
  private static long pngBytes(ImageShape shape) {
    long rows = (long) shape.bytes() + shape.height();
    return rows + rows / 64 + 1;
  }

  /**
   * Encoded images: either pixels or files.
   *
   * @param pixels empty if the images are files
   * @param png empty if the images are pixels
   */
  record Images(ByteString pixels, List<ByteString> png) {
    Images {
      png = List.copyOf(png);
    }
  }
}
