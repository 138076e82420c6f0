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
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Player;
import dev.digitgan.trainer.game.WeightAverage;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
  private static final String AVERAGE = "average.";

  private final long seed;
  private final int batchSize;
  private final RealBatches batches;
  private final Players players;
  private final AlternatingGame game;
  private long step;

  private Match(
      long seed, int batchSize, RealBatches batches, Players players, AlternatingGame game) {
    this.seed = seed;
    this.batchSize = batchSize;
    this.batches = batches;
    this.players = players;
    this.game = game;
  }

  /** Both players and, where the recipe wants one, the average of G. */
  private record Players(Player generator, Player discriminator, Optional<WeightAverage> average) {}

  /**
   * Builds both networks on {@code device}, as they are before the first round.
   *
   * @throws IllegalArgumentException if the data set has not one batch
   */
  public static Match begin(Recipe recipe, long seed, DigitSet data, Device device) {
    GameSettings settings = recipe.game();
    RealBatches batches =
        new RealBatches(
            data,
            recipe.generator().range(),
            seed,
            settings.batchSize(),
            recipe.generator().shape().channels());
    Player generator =
        Player.create(
            recipe.generator().stack(),
            settings.generatorAdam(),
            device,
            InitialWeights.ofGenerator(seed));
    Player discriminator =
        Player.create(
            recipe.discriminator(),
            settings.discriminatorAdam(),
            device,
            InitialWeights.ofDiscriminator(seed));
    Optional<WeightAverage> average =
        settings.averageHalfLife() == 0
            ? Optional.empty()
            : Optional.of(
                WeightAverage.of(generator.network(), settings.averageHalfLife(), device));
    return new Match(
        seed,
        settings.batchSize(),
        batches,
        new Players(generator, discriminator, average),
        new AlternatingGame(generator, discriminator, recipe.generator(), settings));
  }

  /** The tensors of a saved match of {@code recipe}: their names and shapes. */
  public static Map<String, Shape> shapes(Recipe recipe) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Player.shapes(recipe.generator().stack())
        .forEach((name, shape) -> shapes.put(GENERATOR + name, shape));
    Player.shapes(recipe.discriminator())
        .forEach((name, shape) -> shapes.put(DISCRIMINATOR + name, shape));
    if (recipe.game().averageHalfLife() > 0) {
      recipe
          .generator()
          .stack()
          .tensors()
          .forEach((name, tensor) -> shapes.put(AVERAGE + name, tensor.shape()));
    }
    return shapes;
  }

  /** Copies of both networks' tensors and both optimisers' moments. */
  Map<String, HostTensor> tensors() {
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    put(tensors, GENERATOR, players.generator().tensors());
    put(tensors, DISCRIMINATOR, players.discriminator().tensors());
    players.average().ifPresent(average -> put(tensors, AVERAGE, average.tensors()));
    return tensors;
  }

  private static void put(
      Map<String, HostTensor> into, String prefix, Map<String, HostTensor> tensors) {
    tensors.forEach((name, tensor) -> into.put(prefix + name, tensor));
  }

  /** Where the match stands, beside its tensors. */
  TrainingState.Builder position() {
    return TrainingState.newBuilder()
        .setStep(step)
        .setGeneratorUpdates(players.generator().updates())
        .setDiscriminatorUpdates(players.discriminator().updates())
        .setBatch(batches.position());
  }

  /** Goes to where the match of {@code saved}, of the same recipe, seed and data set, stood. */
  public void restore(SavedState saved) {
    TrainingState at = saved.record();
    players.generator().restore(name -> saved.tensor(GENERATOR + name), at.getGeneratorUpdates());
    players
        .discriminator()
        .restore(name -> saved.tensor(DISCRIMINATOR + name), at.getDiscriminatorUpdates());
    players.average().ifPresent(average -> average.restore(name -> saved.tensor(AVERAGE + name)));
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
    GameFigures figures = game.round(batches::next, random, step * batchSize);
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
    players
        .average()
        .ifPresent(
            average -> average.add(players.generator().network(), batchSize, step * batchSize));
    return figures;
  }

  /** Rounds played, which is updates of G. */
  public long step() {
    return step;
  }

  /** What is published: G's average where there is one, else G itself. */
  public Network published() {
    return players.average().map(WeightAverage::network).orElse(players.generator().network());
  }

  /** Images in the data set. */
  int dataImages() {
    return batches.images();
  }

  @Override
  public void close() {
    players.generator().close();
    players.discriminator().close();
    players.average().ifPresent(WeightAverage::close);
  }
}
