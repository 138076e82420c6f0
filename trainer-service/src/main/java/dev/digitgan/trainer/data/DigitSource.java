package dev.digitgan.trainer.data;

/** One place that images may come from. */
interface DigitSource {
  /** For people: "the cache ~/.cache/digitgan/mnist". */
  String description();

  DigitSet load(Split split) throws DataException;
}
