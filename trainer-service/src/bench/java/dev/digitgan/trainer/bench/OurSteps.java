package dev.digitgan.trainer.bench;

import ai.djl.Device;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.pair.AdversarialPair;
import dev.digitgan.trainer.pair.DivergedException;
import dev.digitgan.trainer.recipe.Recipe;

/** Plays rounds as the trainer does, with batches, latents and figures. */
final class OurSteps implements Steps {
  private final AdversarialPair pair;

  private OurSteps(AdversarialPair pair) {
    this.pair = pair;
  }

  static OurSteps of(Recipe recipe, DigitSet data) {
    return new OurSteps(AdversarialPair.begin(recipe, 1, data, Device.cpu()));
  }

  @Override
  public void play() {
    pair.playRound();
    try {
      pair.readFigures();
    } catch (DivergedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    pair.close();
  }
}
