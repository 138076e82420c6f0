package dev.digitgan.trainer.recipe;

import com.google.auto.service.AutoService;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.optim.AdamSettings;
import java.util.List;

/** Fully connected networks with ReLU, without normalisation; images in [-1, 1]. */
@AutoService(RecipeSource.class)
public final class MlpRelu implements RecipeSource {
  @Override
  public Recipe recipe() {
    AdamSettings adam = AdamSettings.of(2e-4f, 0.9f, 0.999f);
    return new Recipe(
        "mlp-relu",
        FullyConnected.generator(
            FullyConnected.normal(64),
            ValueRange.MINUS_ONE_TO_ONE,
            width -> List.of(Activation.of(ActivationFunction.RELU)),
            ActivationFunction.TANH,
            256,
            256),
        FullyConnected.discriminator(FullyConnected.leakyRelu(), 256, 256),
        GameSettings.of(adam, adam, 100));
  }

  @Override
  public String description() {
    return "fully connected, ReLU, tanh";
  }
}
