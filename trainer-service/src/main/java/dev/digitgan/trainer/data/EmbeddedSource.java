package dev.digitgan.trainer.data;

/** Cannot fail, so it is only asked last and on request. */
record EmbeddedSource(int imageCount) implements DigitSource {
  @Override
  public String description() {
    return "our own strokes";
  }

  @Override
  public DigitSet load(Split split) {
    return EmbeddedDigits.standard(split, imageCount);
  }
}
