package dev.digitgan.trainer.run;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.HostTensor;
import dev.digitgan.checkpoint.SavedState;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.network.Network;
import dev.digitgan.network.ValueRange;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.AlternatingGame;
import dev.digitgan.trainer.game.DeviceNoise;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.game.FiguresTally;
import dev.digitgan.trainer.game.GameFigures;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.HostNoise;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Noise;
import dev.digitgan.trainer.game.Player;
import dev.digitgan.trainer.game.RealBatch;
import dev.digitgan.trainer.game.WeightAverage;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

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

  /** To read figures is to wait for a GPU, which then has nothing to do. */
  private static final int GPU_ROUNDS_OF_READING = 32;

  private final long seed;
  private final int batchSize;
  private final BatchOrder order;
  private final Players players;
  private final AlternatingGame game;
  private final DeviceSide side;
  private long step;

  private Match(
      long seed,
      int batchSize,
      BatchOrder order,
      Players players,
      AlternatingGame game,
      DeviceSide side) {
    this.seed = seed;
    this.batchSize = batchSize;
    this.order = order;
    this.players = players;
    this.game = game;
    this.side = side;
  }

  /** Both players and, where the recipe wants one, the average of G. */
  private record Players(Player generator, Player discriminator, Optional<WeightAverage> average) {}

  /**
   * What lies beside the players and is not theirs.
   *
   * @param manager of the device; owns the rest
   * @param noise of a round, by its stream
   * @param roundsOfReading after which figures are read
   */
  private record DeviceSide(
      NDManager manager,
      ImageTable images,
      Function<RandomStream, Noise> noise,
      FiguresTally tally,
      int roundsOfReading) {
    static DeviceSide of(NDManager manager, DigitSet data, ValueRange range) {
      FiguresTally tally = new FiguresTally(manager);
      return manager.getDevice().isGpu()
          ? new DeviceSide(
              manager,
              DeviceImages.of(manager, data, range),
              DeviceNoise::begin,
              tally,
              GPU_ROUNDS_OF_READING)
          : new DeviceSide(manager, new HostImages(data, range), HostNoise::new, tally, 1);
    }
  }

  /**
   * Builds both networks on {@code device}, as they are before the first round.
   *
   * @throws IllegalArgumentException if the data set has not one batch
   */
  public static Match begin(Recipe recipe, long seed, DigitSet data, Device device) {
    GameSettings settings = recipe.game();
    BatchOrder order =
        new BatchOrder(data, seed, settings.batchSize(), recipe.generator().shape().channels());
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
    return new Match(
        seed,
        settings.batchSize(),
        order,
        new Players(generator, discriminator, average),
        new AlternatingGame(generator, discriminator, recipe.generator(), settings),
        DeviceSide.of(generator.network().newManager(), data, recipe.generator().range()));
  }

  /** The tensors of a saved match of {@code recipe}: their names and shapes. */
  public static Map<String, Shape> shapes(Recipe recipe) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Player.shapes(recipe.generator().stack(), recipe.game().generator())
        .forEach((name, shape) -> shapes.put(GENERATOR + name, shape));
    Player.shapes(recipe.discriminator(), recipe.game().discriminator())
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
        .setBatch(order.position());
  }

  /** Goes to where the match of {@code saved}, of the same recipe, seed and data set, stood. */
  public void restore(SavedState saved) {
    TrainingState at = saved.record();
    players.generator().restore(name -> saved.tensor(GENERATOR + name), at.getGeneratorUpdates());
    players
        .discriminator()
        .restore(name -> saved.tensor(DISCRIMINATOR + name), at.getDiscriminatorUpdates());
    players.average().ifPresent(average -> average.restore(name -> saved.tensor(AVERAGE + name)));
    order.seek(at.getBatch());
    step = at.getStep();
  }

  /** Plays one round. */
  public void playRound() {
    Noise noise = side.noise().apply(new RandomStream(seed, Domain.TRAINING_LATENT, step));
    try (NDManager round = side.manager().newSubManager()) {
      side.tally().add(game.round(round, this::realBatch, noise, step * batchSize));
    }
    step++;
    players
        .average()
        .ifPresent(
            average -> average.add(players.generator().network(), batchSize, step * batchSize));
  }

  private RealBatch realBatch(NDManager manager) {
    BatchOrder.Choice choice = order.next();
    NDArray images = side.images().batch(manager, choice);
    return new RealBatch(
        images.reshape(
            new Shape(batchSize).addAll(players.generator().network().stack().outputShape())),
        choice.labels());
  }

  /** Whether so many rounds were played since the last reading that the next one is due. */
  boolean figuresDue() {
    return side.tally().rounds() >= side.roundsOfReading();
  }

  /**
   * The figures of the rounds since the last reading.
   *
   * @throws DivergedException if a loss is no finite number; the weights are of no use then
   */
  public FiguresMean readFigures() throws DivergedException {
    FiguresMean read = side.tally().read();
    GameFigures figures = read.mean();
    if (read.count() > 0 && !figures.finite()) {
      throw new DivergedException(
          ("the losses are no finite numbers any more at step %d: D on real %s, D on fake %s, G %s."
                  + " Nothing was published of this state. Try a lower learning rate or another seed.")
              .formatted(
                  step,
                  figures.discriminatorLossReal(),
                  figures.discriminatorLossFake(),
                  figures.generatorLoss()));
    }
    return read;
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
    return order.images();
  }

  @Override
  public void close() {
    side.manager().close();
    players.generator().close();
    players.discriminator().close();
    players.average().ifPresent(WeightAverage::close);
  }
}
