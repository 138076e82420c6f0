package dev.digitgan.trainer.bench;

import ai.djl.Device;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.pair.Match;
import dev.digitgan.trainer.recipe.Recipe;

/** Rounds as the trainer plays them: batches looked up, latents drawn, figures read. */
final class OurSteps implements Steps {
  private final Match match;

  private OurSteps(Match match) {
    this.match = match;
  }

  static OurSteps of(Recipe recipe, DigitSet data) {
    return new OurSteps(Match.begin(recipe, 1, data, Device.cpu()));
  }

  @Override
  public void play() {
    match.playRound();
    try {
      match.readFigures();
    } catch (DivergedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    match.close();
  }
}
