package dev.digitgan.trainer.run;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.HostTensor;
import dev.digitgan.checkpoint.SavedState;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.AlternatingGame;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Player;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The two players and how far they have come: all that the numbers of a run depend on.
 *
 * <p>With equal recipe, seed, data set and device, and one thread, equal weights come out of as
 * many rounds, wherever the match was saved and gone on with in between: initial weights, order of
 * the data and latents are functions of (seed, position), so that no random generator has a state.
 * Owns both players' native memory until {@link #close}. Belongs to one thread.
 */
public final class Match implements AutoCloseable {
  private static final String GENERATOR = "generator.";
  private static final String DISCRIMINATOR = "discriminator.";

  private final long seed;
  private final RealBatches batches;
  private final Player generator;
  private final Player discriminator;
  private final AlternatingGame game;
  private long step;

  private Match(
      long seed,
      RealBatches batches,
      Player generator,
      Player discriminator,
      AlternatingGame game) {
    this.seed = seed;
    this.batches = batches;
    this.generator = generator;
    this.discriminator = discriminator;
    this.game = game;
  }

  /**
   * Builds both networks on {@code device}, as they are before the first round.
   *
   * @throws IllegalArgumentException if the data set has not one batch
   */
  public static Match begin(Recipe recipe, long seed, DigitSet data, Device device) {
    RealBatches batches =
        new RealBatches(data, recipe.generator().range(), seed, recipe.batchSize());
    Player generator =
        Player.create(
            recipe.generator().stack(),
            recipe.generatorAdam(),
            device,
            InitialWeights.ofGenerator(seed));
    Player discriminator =
        Player.create(
            recipe.discriminator(),
            recipe.discriminatorAdam(),
            device,
            InitialWeights.ofDiscriminator(seed));
    AlternatingGame game =
        new AlternatingGame(
            generator,
            discriminator,
            recipe.generator().latents(),
            recipe.batchSize(),
            recipe.discriminatorSteps());
    return new Match(seed, batches, generator, discriminator, game);
  }

  /** The tensors of a saved match of {@code recipe}: their names and shapes. */
  public static Map<String, Shape> shapes(Recipe recipe) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Player.shapes(recipe.generator().stack())
        .forEach((name, shape) -> shapes.put(GENERATOR + name, shape));
    Player.shapes(recipe.discriminator())
        .forEach((name, shape) -> shapes.put(DISCRIMINATOR + name, shape));
    return shapes;
  }

  /** Copies of both networks' tensors and both optimisers' moments. */
  Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    generator.tensors().forEach((name, tensor) -> tensors.put(GENERATOR + name, tensor));
    discriminator.tensors().forEach((name, tensor) -> tensors.put(DISCRIMINATOR + name, tensor));
    return tensors;
  }

  /** Where the match stands, beside its tensors. */
  TrainingState.Builder position() {
    return TrainingState.newBuilder()
        .setStep(step)
        .setGeneratorUpdates(generator.updates())
        .setDiscriminatorUpdates(discriminator.updates())
        .setBatch(batches.position());
  }

  /** Goes to where the match of {@code saved}, of the same recipe, seed and data set, stood. */
  public void restore(SavedState saved) {
    TrainingState at = saved.record();
    generator.restore(name -> saved.tensor(GENERATOR + name), at.getGeneratorUpdates());
    discriminator.restore(name -> saved.tensor(DISCRIMINATOR + name), at.getDiscriminatorUpdates());
    batches.seek(at.getBatch());
    step = at.getStep();
  }

  /**
   * Plays one round.
   *
   * @throws DivergedException if a loss is no finite number; the weights are of no use then
   */
  public GameFigures playRound() throws DivergedException {
    RandomStream random = new RandomStream(seed, Domain.TRAINING_LATENT, step);
    GameFigures figures = game.round(batches::next, random);
    if (!figures.finite()) {
      throw new DivergedException(
          ("the losses are no finite numbers any more at step %d: D on real %s, D on fake %s, G %s."
                  + " Nothing was published of this state. Try a lower learning rate or another seed.")
              .formatted(
                  step + 1,
                  figures.discriminatorLossReal(),
                  figures.discriminatorLossFake(),
                  figures.generatorLoss()));
    }
    step++;
    return figures;
  }

  /** Rounds played, which is updates of G. */
  public long step() {
    return step;
  }

  public Network generator() {
    return generator.network();
  }

  /** Images in the data set. */
  int dataImages() {
    return batches.images();
  }

  @Override
  public void close() {
    generator.close();
    discriminator.close();
  }
}
