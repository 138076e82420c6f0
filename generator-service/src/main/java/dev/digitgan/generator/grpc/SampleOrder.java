package dev.digitgan.generator.grpc;

import dev.digitgan.generator.grpc.InvalidRequestException.Violation;
import dev.digitgan.generator.model.ModelDescription;
import dev.digitgan.generator.model.VersionSelector;
import dev.digitgan.generator.sampling.ImageRange;
import dev.digitgan.generator.v1.ImageEncoding;
import dev.digitgan.generator.v1.SampleRequest;
import java.util.ArrayList;
import java.util.List;

/** A request that makes sense. */
record SampleOrder(
    ImageRange range, VersionSelector version, Encoding encoding, boolean namesDigit) {

  /**
   * Reads a request as far as it can be judged without a model.
   *
   * @param maxImages largest n
   * @throws InvalidRequestException with every field that is wrong
   */
  static SampleOrder parse(SampleRequest request, int maxImages) {
    List<Violation> violations = new ArrayList<>();
    int n = request.getN();
    if (n < 1 || n > maxImages) {
      violations.add(new Violation("n", "%d is not from 1 to %d".formatted(n, maxImages)));
    }
    if (request.getOffset() < 0) {
      violations.add(new Violation("offset", request.getOffset() + " is negative"));
    } else if (n > 0 && request.getOffset() > Long.MAX_VALUE - n) {
      violations.add(new Violation("offset", "offset + n is past 2^63 - 1"));
    }
    VersionSelector version = new VersionSelector.Serving();
    try {
      version = VersionSelector.parse(request.getVersion());
    } catch (IllegalArgumentException e) {
      violations.add(new Violation("version", String.valueOf(e.getMessage())));
    }
    if (request.getEncoding() == ImageEncoding.UNRECOGNIZED) {
      violations.add(
          new Violation("encoding", request.getEncodingValue() + " is no encoding known here"));
    }
    if (!violations.isEmpty()) {
      throw new InvalidRequestException(violations);
    }
    return new SampleOrder(
        new ImageRange(request.getSeed(), request.getOffset(), n),
        version,
        Encoding.of(request.getEncoding()),
        request.hasDigit());
  }

  /**
   * Judges the rest.
   *
   * @throws InvalidRequestException if {@code model} cannot answer this
   */
  void requireAnswerableBy(ModelDescription model) {
    if (namesDigit) {
      throw new InvalidRequestException(
          "digit",
          "version %s draws no chosen digit: it has no classes".formatted(model.version()));
    }
    int most = encoding.maxImages(model.shape());
    if (range.count() > most) {
      throw new InvalidRequestException(
          "n",
          "%d images of %s would make a response of over %d bytes; at most %d do not"
              .formatted(range.count(), model.shape(), Encoding.MAX_RESPONSE_BYTES, most));
    }
  }
}
