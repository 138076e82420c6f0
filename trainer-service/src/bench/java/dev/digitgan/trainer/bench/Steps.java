package dev.digitgan.trainer.bench;

/** Something that plays rounds of a game, or does a part of what they take. */
interface Steps extends AutoCloseable {
  /** Plays one round: a step of G and one of D. */
  void play();

  @Override
  void close();
}
