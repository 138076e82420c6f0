package dev.digitgan.trainer.data;

/** A source of images. */
interface DigitSource {
  /** A phrase for messages, e.g. "the cache ~/.cache/digitgan/mnist". */
  String description();

  DigitSet load(Split split) throws DataException;
}
