package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;

/** Fully connected networks with GELU, and batch normalisation in G; images in [0, 1]. */
@AutoService(RecipeSource.class)
public final class MlpGelu implements RecipeSource {
  private static final Activation GELU = Activation.of(ActivationFunction.GELU);

  @Override
  public Recipe recipe() {
    AdamSettings adam = AdamSettings.of(3e-4f, 0.4f, 0.8f).withWeightDecay(1e-4f);
    return new Recipe(
        "mlp-gelu",
        FullyConnected.generator(
            FullyConnected.normal(100),
            ValueRange.ZERO_TO_ONE,
            width -> List.of(ConvPair.batchNorm(width), GELU),
            ActivationFunction.SIGMOID,
            128,
            256,
            512,
            1024),
        FullyConnected.discriminator(GELU, 512, 256, 128, 64, 32),
        GameSettings.of(adam, adam, 64));
  }

  @Override
  public String description() {
    return "fully connected, GELU and batch normalisation";
  }
}
