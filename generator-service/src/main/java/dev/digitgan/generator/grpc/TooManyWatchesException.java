package dev.digitgan.generator.grpc;

import java.util.Locale;

/** As many calls watch as may: the caller should watch another server, or ask now and then. */
final class TooManyWatchesException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyWatchesException(int limit) {
    super(String.format(Locale.ROOT, "%d calls watch already, and no more may", limit));
  }
}
