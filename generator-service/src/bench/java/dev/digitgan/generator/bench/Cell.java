package dev.digitgan.generator.bench;

/** One line of the table: so many callers of n images each, at one server. */
record Cell(Target target, int images, int callers) {
  @Override
  public String toString() {
    return "%s, n=%d, %d callers".formatted(target, images, callers);
  }
}
