package dev.digitgan.generator.grpc;

import com.google.protobuf.UnsafeByteOperations;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleResponse;
import dev.digitgan.image.ImageShape;
import dev.digitgan.image.PngImages;

/** How images travel, and how many fit in one response. */
enum Encoding {
  RAW {
    @Override
    void write(byte[] pixels, ImageShape shape, SampleResponse.Builder response) {
      response.setPixels(UnsafeByteOperations.unsafeWrap(pixels));
    }

    @Override
    long bytesPerImage(ImageShape shape) {
      return shape.bytes();
    }
  },
  PNG {
    @Override
    void write(byte[] pixels, ImageShape shape, SampleResponse.Builder response) {
      for (int at = 0; at < pixels.length; at += shape.bytes()) {
        response.addPng(UnsafeByteOperations.unsafeWrap(PngImages.png(pixels, at, shape)));
      }
    }

    @Override
    long bytesPerImage(ImageShape shape) {
      return pngBytes(shape) + PNG_FRAME_BYTES;
    }
  },
  PNG_GRID {
    @Override
    void write(byte[] pixels, ImageShape shape, SampleResponse.Builder response) {
      int count = pixels.length / shape.bytes();
      response.addPng(UnsafeByteOperations.unsafeWrap(PngImages.grid(pixels, count, shape)));
    }

    @Override
    long bytesPerImage(ImageShape shape) {
      return pngBytes(shape);
    }
  };

  /** gRPC clients refuse larger messages unless they are told otherwise. */
  static final int MAX_RESPONSE_BYTES = 4 * 1024 * 1024;

  /** Room for all of a response that is no image. */
  private static final int ENVELOPE_BYTES = 4 * 1024;

  /** Signature, IHDR, IDAT and IEND of one file, and its field in the response. */
  private static final int PNG_FRAME_BYTES = 96;

  static Encoding of(ImageEncoding encoding) {
    return switch (encoding) {
      case IMAGE_ENCODING_UNSPECIFIED, IMAGE_ENCODING_RAW -> RAW;
      case IMAGE_ENCODING_PNG -> PNG;
      case IMAGE_ENCODING_PNG_GRID -> PNG_GRID;
      case UNRECOGNIZED -> throw new IllegalArgumentException("no encoding");
    };
  }

  /** Adds images to a response, which keeps {@code pixels}. */
  abstract void write(byte[] pixels, ImageShape shape, SampleResponse.Builder response);

  /** At most, whatever the image shows. */
  abstract long bytesPerImage(ImageShape shape);

  /** Most images whose response stays under the limit, whatever they show. */
  int maxImages(ImageShape shape) {
    return (int) ((MAX_RESPONSE_BYTES - ENVELOPE_BYTES) / bytesPerImage(shape));
  }

  /** Noise does not compress: its pixels, a filter byte a row, and 1/64 for what deflate adds. */
  private static long pngBytes(ImageShape shape) {
    long rows = (long) shape.bytes() + shape.height();
    return rows + rows / 64 + 1;
  }
}
