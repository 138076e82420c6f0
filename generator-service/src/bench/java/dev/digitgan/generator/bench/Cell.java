package dev.digitgan.generator.bench;

import java.util.Locale;

/** One line of the table: so many callers of n images each, at one server. */
record Cell(Target target, int images, int callers) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s, n=%d, %d callers", target, images, callers);
  }
}
