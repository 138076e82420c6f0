package dev.digitgan.trainer.pair;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.checkpoint.codec.HostTensor;
import dev.digitgan.checkpoint.run.TrainingStates.SavedState;
import dev.digitgan.checkpoint.v1.TrainingState;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.data.DigitSet;
import dev.digitgan.trainer.game.AlternatingGame;
import dev.digitgan.trainer.game.AlternatingGame.RealBatch;
import dev.digitgan.trainer.game.FiguresMean;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.Noise;
import dev.digitgan.trainer.game.Objective;
import dev.digitgan.trainer.recipe.Recipe;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The two players and their position: all that the numbers of a run depend on.
 *
 * <p>On one thread, equal recipe, seed, data set, device and number of rounds give equal weights,
 * however often the pair was saved and restored in between: initial weights, order of the data and
 * latents are functions of (seed, position), so no random generator has a state. Owns both players'
 * native memory until {@link #close}. Belongs to one thread.
 */
public final class AdversarialPair implements AutoCloseable {
  /** The number of rounds between two measurements of G's gradient. */
  private static final int ROUNDS_OF_GRADIENT = 10;

  private final Recipe recipe;
  private final long seed;
  private final BatchOrder order;
  private final Players players;
  private final AlternatingGame game;
  private final DeviceSide side;
  private RateCut rateCut = RateCut.NONE;
  private long step;
  private long gradientDueStep;

  private AdversarialPair(
      Recipe recipe,
      long seed,
      BatchOrder order,
      Players players,
      AlternatingGame game,
      DeviceSide side) {
    this.recipe = recipe;
    this.seed = seed;
    this.order = order;
    this.players = players;
    this.game = game;
    this.side = side;
  }

  /** Builds both networks; IllegalArgumentException if the data set has less than one batch. */
  public static AdversarialPair begin(Recipe recipe, long seed, DigitSet data, Device device) {
    GameSettings settings = recipe.game();
    BatchOrder order =
        new BatchOrder(data, seed, settings.batchSize(), recipe.generator().shape().channels());
    Players players = Players.begin(recipe, seed, device);
    return new AdversarialPair(
        recipe,
        seed,
        order,
        players,
        new AlternatingGame(
            players.generator(), players.discriminator(), recipe.generator(), settings),
        DeviceSide.of(
            players.generator().network().newManager(), data, recipe.generator().range()));
  }

  /** Returns the names and shapes of {@link #tensors}. */
  public Map<String, Shape> shapes() {
    return Players.shapes(recipe);
  }

  /** Returns copies of both networks' tensors and both optimisers' moments. */
  public Map<String, HostTensor> tensors() throws DivergedException {
    Map<String, HostTensor> tensors = players.tensors();
    DivergedException.requireFinite(tensors, step);
    return tensors;
  }

  /** Returns what a saved pair needs next to its tensors. */
  public TrainingState.Builder position() {
    TrainingState.Builder position =
        TrainingState.newBuilder()
            .setStep(step)
            .setGeneratorUpdates(players.generator().updates())
            .setDiscriminatorUpdates(players.discriminator().updates())
            .setBatch(order.position());
    rateCut.addTo(position);
    return position;
  }

  /** Restores a saved pair of the same recipe, seed and data set. */
  public void restore(SavedState saved) {
    restore(saved::tensor, saved.record());
  }

  /** Restores this pair's state before the first round. */
  public void restart() {
    try (Players fresh = Players.begin(recipe, seed, side.manager().getDevice())) {
      Map<String, HostTensor> tensors = fresh.tensors();
      restore(
          name -> Objects.requireNonNull(tensors.get(name), name),
          TrainingState.getDefaultInstance());
    }
  }

  private void restore(Function<String, HostTensor> tensors, TrainingState at) {
    players.restore(tensors, at);
    order.seek(at.getBatch());
    step = at.getStep();
    rateCut = RateCut.of(at);
    gradientDueStep = step;
  }

  /** Cuts the learning rates of the coming rounds. */
  public void cutRates(RateCut cut) {
    rateCut = cut;
  }

  public RateCut rateCut() {
    return rateCut;
  }

  public void playRound() {
    int batchSize = recipe.game().batchSize();
    Noise noise = side.noise().apply(new RandomStream(seed, Domain.TRAINING_LATENT, step));
    try (NDManager round = side.manager().newSubManager()) {
      side.tally()
          .add(
              game.round(
                  round, this::realBatch, noise, step * batchSize, rateCut.factorAfter(step)));
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
            new Shape(choice.labels().length)
                .addAll(players.generator().network().stack().outputShape())),
        choice.labels());
  }

  public boolean figuresDue() {
    return side.tally().rounds() >= side.roundsOfReading();
  }

  /** Returns the figures of the rounds since the last reading. Waits for a GPU. */
  public FiguresMean readFigures() throws DivergedException {
    FiguresMean read = side.tally().read();
    if (read.count() > 0 && !read.mean().finite()) {
      throw DivergedException.of(read.mean(), step);
    }
    return read;
  }

  /**
   * Returns the Euclidean norm of the gradient of G's last step; NaN if it was measured a few
   * rounds ago. Waits for a GPU, so call it only after {@link #readFigures}.
   */
  public double generatorGradient() {
    if (step < gradientDueStep) {
      return Double.NaN;
    }
    gradientDueStep = step + ROUNDS_OF_GRADIENT;
    return players.generator().gradientNorm();
  }

  /** Returns D's logits for images of {@code data}, without augmentation. */
  public float[] discriminatorLogits(DigitSet data, int[] images) {
    Shape shape = players.generator().network().stack().outputShape();
    int channels = Math.toIntExact(shape.get(0));
    int[] labels = new int[images.length / channels];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = data.label(images[i * channels]);
    }
    try (NDManager scratch = side.manager().newSubManager()) {
      NDArray pixels =
          new HostImages(data, recipe.generator().range())
              .rows(scratch, images)
              .reshape(new Shape(labels.length).addAll(shape));
      return game.judge(pixels, labels);
    }
  }

  public Objective objective() {
    return recipe.game().objective();
  }

  /** Returns the number of images of the data set in one input of D. */
  public int imagesPerPack() {
    return recipe.game().packing() * recipe.generator().shape().channels();
  }

  /** Returns the number of rounds played, which is the number of updates of G. */
  public long step() {
    return step;
  }

  /** Returns the network to publish: G's average if there is one, otherwise G itself. */
  public Network published() {
    return players.published();
  }

  public int dataImages() {
    return order.images();
  }

  @Override
  public void close() {
    side.manager().close();
    players.close();
  }
}
