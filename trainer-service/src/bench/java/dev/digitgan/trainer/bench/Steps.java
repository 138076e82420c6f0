package dev.digitgan.trainer.bench;

/** Plays rounds of a game, or parts of them. */
interface Steps extends AutoCloseable {
  /** Plays one round: a step of G and one of D. */
  void play();

  @Override
  void close();
}
