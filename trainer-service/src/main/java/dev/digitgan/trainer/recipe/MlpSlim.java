package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.Initialization;
import dev.digitgan.trainer.game.PlayerSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;

/**
 * One hidden layer each, as in a tutorial for TF-slim: images in [0, 1] against an output in (-1,
 * 1), and a rate that falls by a tenth after each 470 updates of either network. Draws blur; the
 * documentation of the recipes says why.
 */
@AutoService(RecipeSource.class)
public final class MlpSlim implements RecipeSource {
  private static final int BATCH = 128;

  /** The tutorial counts the updates of both networks. */
  private static final long DECAY_IMAGES = 470 / 2 * BATCH;

  @Override
  public Recipe recipe() {
    PlayerSettings player =
        new PlayerSettings(AdamSettings.of(1e-4f, 0.9f, 0.999f), Initialization.XAVIER);
    return new Recipe(
        "mlp-slim",
        FullyConnected.generator(
            FullyConnected.uniform(100),
            ValueRange.ZERO_TO_ONE,
            width -> List.of(FullyConnected.leakyRelu()),
            ActivationFunction.TANH,
            256),
        FullyConnected.discriminator(FullyConnected.leakyRelu(), 512),
        GameSettings.of(player.optimizer(), player.optimizer(), BATCH)
            .withGenerator(player)
            .withDiscriminator(player)
            .withDecay(Decay.steps(0.9f, DECAY_IMAGES)));
  }

  @Override
  public String description() {
    return "fully connected, one hidden layer each, a rate that decays to zero: its docs say why it"
        + " blurs";
  }
}
