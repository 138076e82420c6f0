package dev.digitgan.generator.grpc;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.digitgan.generator.grpc.InvalidRequestException.Violation;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.sampling.SampleDemand.ImageRange;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import dev.digitgan.generator.v1.SampleStreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * A valid request for images {@code offset} to {@code offset + count - 1} of {@code seed}.
 *
 * @param digit the requested class, if any
 */
record SampleOrder(
    long seed,
    long offset,
    long count,
    VersionSelector version,
    Encoding encoding,
    OptionalInt digit) {

  /**
   * Checks all of a request that can be checked without a model.
   *
   * @param maxImages largest n
   * @throws InvalidRequestException with every field that is wrong
   */
  static SampleOrder parse(SampleRequest request, int maxImages) {
    Checks checks = new Checks();
    int n = request.getN();
    checks.require(n >= 1 && n <= maxImages, "n", "%d is not from 1 to %d", n, maxImages);
    checks.requireRange(n, request.getOffset());
    VersionSelector version = checks.version(request.getVersion());
    Encoding encoding = checks.encoding(request.getEncoding(), request.getEncodingValue());
    checks.end();
    OptionalInt digit =
        request.hasDigit() ? OptionalInt.of(request.getDigit()) : OptionalInt.empty();
    return new SampleOrder(request.getSeed(), request.getOffset(), n, version, encoding, digit);
  }

  /** Checks a stream's request like {@link #parse(SampleRequest, int)}, without a limit on n. */
  static SampleOrder parse(SampleStreamRequest request) {
    Checks checks = new Checks();
    long n = request.getN();
    checks.require(n >= 1, "n", "%d is not 1 or more", n);
    checks.requireRange(n, request.getOffset());
    VersionSelector version = checks.version(request.getVersion());
    Encoding encoding = checks.encoding(request.getEncoding(), request.getEncodingValue());
    checks.require(
        encoding != Encoding.PNG_GRID, "encoding", "a stream cannot be a grid; use RAW or PNG");
    checks.require(
        request.getChunkImages() >= 0, "chunk_images", "%d is negative", request.getChunkImages());
    checks.end();
    OptionalInt digit =
        request.hasDigit() ? OptionalInt.of(request.getDigit()) : OptionalInt.empty();
    return new SampleOrder(request.getSeed(), request.getOffset(), n, version, encoding, digit);
  }

  /** Returns images {@code from} to {@code from + rows - 1} of this order. */
  ImageRange range(long from, int rows) {
    return new ImageRange(seed, offset + from, rows, digit);
  }

  /**
   * Checks the rest.
   *
   * @throws InvalidRequestException if {@code model} cannot answer this
   */
  void requireAnswerableBy(ModelDescription model) {
    int classes = model.spec().classes();
    if (digit.isPresent() && classes == 0) {
      throw new InvalidRequestException(
          "digit",
          "version %s cannot draw a chosen digit: it has no classes".formatted(model.version()));
    }
    if (digit.isPresent() && (digit.getAsInt() < 0 || digit.getAsInt() >= classes)) {
      throw new InvalidRequestException(
          "digit",
          String.format(
              Locale.ROOT,
              "%d is not from 0 to %d, the classes of version %s",
              digit.getAsInt(),
              classes - 1,
              model.version()));
    }
  }

  /**
   * Requires {@code images} to fit in one response.
   *
   * @param field of the request that asks for them
   * @throws InvalidRequestException if they do not fit
   */
  void requireFitting(int images, String field, ModelDescription model) {
    int most = encoding.maxImages(model.shape());
    if (images > most) {
      throw new InvalidRequestException(
          field,
          String.format(
              Locale.ROOT,
              "%d images of %s would make a response of over %d bytes; at most %d do not",
              images,
              model.shape(),
              Encoding.MAX_RESPONSE_BYTES,
              most));
    }
  }

  private static final class Checks {
    private final List<Violation> violations = new ArrayList<>();

    @FormatMethod
    void require(boolean right, String field, @FormatString String wrong, Object... values) {
      if (!right) {
        violations.add(new Violation(field, String.format(Locale.ROOT, wrong, values)));
      }
    }

    void requireRange(long count, long offset) {
      require(offset >= 0, "offset", "%d is negative", offset);
      require(
          offset < 0 || count < 1 || offset <= Long.MAX_VALUE - count,
          "offset",
          "offset + n is past 2^63 - 1");
    }

    Encoding encoding(ImageEncoding encoding, int value) {
      if (encoding == ImageEncoding.UNRECOGNIZED) {
        require(false, "encoding", "%d is not an encoding known here", value);
        return Encoding.RAW;
      }
      return Encoding.of(encoding);
    }

    VersionSelector version(String text) {
      try {
        return VersionSelector.parse(text);
      } catch (IllegalArgumentException e) {
        violations.add(new Violation("version", String.valueOf(e.getMessage())));
        return VersionSelector.SERVING;
      }
    }

    void end() {
      if (!violations.isEmpty()) {
        throw new InvalidRequestException(violations);
      }
    }
  }
}
