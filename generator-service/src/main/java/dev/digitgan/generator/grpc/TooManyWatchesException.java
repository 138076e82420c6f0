package dev.digitgan.generator.grpc;

/** As many calls watch as may: the caller should watch another server, or ask now and then. */
final class TooManyWatchesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyWatchesException(int limit) {
    super("%d calls watch already, and no more may".formatted(limit));
  }
}
