package dev.digitgan.trainer.recipe;

import ai.djl.ndarray.types.Shape;
import com.google.auto.service.AutoService;
import dev.digitgan.network.Activation;
import dev.digitgan.network.ActivationFunction;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Linear;
import dev.digitgan.network.Reshape;
import dev.digitgan.network.ValueRange;
import dev.digitgan.trainer.game.Decay;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.Initialization;
import dev.digitgan.trainer.game.PlayerSettings;
import dev.digitgan.trainer.layer.Dropout;
import dev.digitgan.trainer.layer.Maxout;
import dev.digitgan.trainer.optim.MomentumSettings;
import java.util.List;

/**
 * The networks of the first paper: ReLU and a sigmoid against maxout with dropout, trained by
 * gradient descent with rising momentum and a falling rate.
 *
 * <p>Source: Goodfellow et al., arXiv:1406.2661, section 5, with the settings that the authors
 * published with it.
 */
@AutoService(RecipeSource.class)
public final class Goodfellow2014 implements RecipeSource {
  private static final int BATCH = 100;
  private static final int EPOCH_UPDATES = 500;
  private static final int HIDDEN = 1200;
  private static final int MAXOUT = 240;
  private static final int PIECES = 5;

  /** A factor of 1/1.000004 for each update, applied epoch by epoch. */
  private static final Decay DECAY =
      Decay.steps((float) Math.pow(1.000004, -EPOCH_UPDATES), (long) EPOCH_UPDATES * BATCH);

  @Override
  public Recipe recipe() {
    MomentumSettings descent = new MomentumSettings(0.1f, 0.5f, 0.7f, 250L * EPOCH_UPDATES, 0);
    MomentumSettings limited = descent.withGreatestNorm(1.9365f);
    return new Recipe(
        "goodfellow-2014",
        FullyConnected.generator(
            FullyConnected.uniform(100),
            ValueRange.ZERO_TO_ONE,
            width -> List.of(Activation.of(ActivationFunction.RELU)),
            ActivationFunction.SIGMOID,
            HIDDEN,
            HIDDEN),
        discriminator(),
        GameSettings.of(descent, limited, BATCH)
            .withGenerator(new PlayerSettings(descent, Initialization.uniform(0.05f)))
            .withDiscriminator(new PlayerSettings(limited, Initialization.uniform(0.005f)))
            .withDecay(DECAY));
  }

  private static LayerStack discriminator() {
    return new LayerStack(
        List.of(
            Reshape.to(FullyConnected.PIXELS),
            new Dropout(0.8f),
            new Maxout(FullyConnected.PIXELS, MAXOUT, PIECES),
            new Dropout(0.5f),
            new Maxout(MAXOUT, MAXOUT, PIECES),
            new Dropout(0.5f),
            new Linear(MAXOUT, 1)),
        new Shape(1, FullyConnected.SIDE, FullyConnected.SIDE));
  }

  @Override
  public String description() {
    return "the first paper's: maxout and dropout in D, gradient descent with momentum";
  }
}
