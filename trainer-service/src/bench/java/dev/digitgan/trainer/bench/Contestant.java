package dev.digitgan.trainer.bench;

import java.util.Locale;

/**
 * One measured program.
 *
 * @param threads of one operation of the engine
 */
record Contestant(Kind kind, String recipe, int threads) {
  /** The implementation that plays. */
  enum Kind {
    OURS("digitgan"),
    STOCK("DJL's own trainer"),
    PYTHON("Python"),
    PRODUCTS("products alone");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The name in logs. */
  String name() {
    return String.format(Locale.ROOT, "%s %s %d", kind, recipe, threads);
  }
}
