package dev.digitgan.trainer.pair;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.network.LayerStack;
import dev.digitgan.network.Network;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Player;
import dev.digitgan.trainer.game.WeightAverage;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Both players and, if the recipe asks for it, the average of G. Owns them. Belongs to the training
 * thread.
 */
record Players(Player generator, Player discriminator, Optional<WeightAverage> average)
    implements AutoCloseable {
  private static final String GENERATOR = "generator.";
  private static final String DISCRIMINATOR = "discriminator.";
  private static final String AVERAGE = "average.";

  /** Makes the players before their first round. */
  static Players begin(Recipe recipe, long seed, Device device) {
    GameSettings settings = recipe.game();
    Player generator =
        Player.create(
            recipe.generator().stack(),
            settings.generator(),
            device,
            InitialWeights.ofGenerator(settings.generator().initialization(), seed));
    Player discriminator =
        Player.create(
            recipe.discriminator(),
            settings.discriminator(),
            device,
            InitialWeights.ofDiscriminator(settings.discriminator().initialization(), seed));
    Optional<WeightAverage> average =
        settings.averageHalfLife() == 0
            ? Optional.empty()
            : Optional.of(
                WeightAverage.of(generator.network(), settings.averageHalfLife(), device));
    return new Players(generator, discriminator, average);
  }

  /** Returns the names and shapes of {@link #tensors} of players of {@code recipe}. */
  static Map<String, Shape> shapes(Recipe recipe) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Player.shapes(recipe.generator().stack(), recipe.game().generator())
        .forEach((name, shape) -> shapes.put(GENERATOR + name, shape));
    Player.shapes(recipe.discriminator(), recipe.game().discriminator())
        .forEach((name, shape) -> shapes.put(DISCRIMINATOR + name, shape));
    if (recipe.game().averageHalfLife() > 0) {
      LayerStack stack = recipe.generator().stack();
      stack.tensors().forEach((name, tensor) -> shapes.put(AVERAGE + name, tensor.shape()));
    }
    return shapes;
  }

  /** Returns copies of both networks' tensors, both optimisers' moments, and the average. */
  Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    put(tensors, GENERATOR, generator.tensors());
    put(tensors, DISCRIMINATOR, discriminator.tensors());
    average.ifPresent(of -> put(tensors, AVERAGE, of.tensors()));
    return tensors;
  }

  private static void put(
      Map<String, HostTensor> into, String prefix, Map<String, HostTensor> tensors) {
    tensors.forEach((name, tensor) -> into.put(prefix + name, tensor));
  }

  /** Restores players from their {@link #tensors} at the position {@code at}. */
  void restore(Function<String, HostTensor> saved, TrainingState at) {
    generator.restore(name -> saved.apply(GENERATOR + name), at.getGeneratorUpdates());
    discriminator.restore(name -> saved.apply(DISCRIMINATOR + name), at.getDiscriminatorUpdates());
    average.ifPresent(of -> of.restore(name -> saved.apply(AVERAGE + name)));
  }

  Network published() {
    return average.map(WeightAverage::network).orElse(generator.network());
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
    average.ifPresent(WeightAverage::close);
  }
}
