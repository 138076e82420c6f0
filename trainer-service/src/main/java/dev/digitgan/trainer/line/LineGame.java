package dev.digitgan.trainer.line;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.common.primitives.Doubles;
import com.google.common.primitives.Floats;
import dev.digitgan.network.EngineMemory;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.trainer.game.AlternatingGame;
import dev.digitgan.trainer.game.AlternatingGame.RealBatch;
import dev.digitgan.trainer.game.FiguresTally;
import dev.digitgan.trainer.game.GameSettings;
import dev.digitgan.trainer.game.HostNoise;
import dev.digitgan.trainer.game.InitialWeights;
import dev.digitgan.trainer.game.Noise;
import dev.digitgan.trainer.game.Player;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The trainer's own game, with numbers from a {@link Target} as real images. Owns its players until
 * {@link #close}. Belongs to one thread, whose gradient mode is on.
 */
public final class LineGame implements AutoCloseable {
  private static final double FROM = -4;
  private static final double TO = 4;
  private static final int CELLS = 160;
  private static final int DRAWN = 100_000;

  private final LineSettings settings;
  private final Player generator;
  private final Player discriminator;
  private final AlternatingGame game;
  private final NDManager manager;
  private final FiguresTally tally;
  private long step;
  private long batch;

  private LineGame(
      LineSettings settings, Player generator, Player discriminator, AlternatingGame game) {
    this.settings = settings;
    this.generator = generator;
    this.discriminator = discriminator;
    this.game = game;
    manager = generator.network().newManager();
    tally = new FiguresTally(manager);
  }

  public static LineGame begin(LineSettings settings) {
    GameSettings game = settings.game();
    GeneratorSpec spec = settings.generator();
    Player generator =
        Player.create(
            spec.stack(),
            game.generator(),
            Device.cpu(),
            InitialWeights.ofGenerator(game.generator().initialization(), settings.seed()));
    Player discriminator =
        Player.create(
            settings.discriminator(),
            game.discriminator(),
            Device.cpu(),
            InitialWeights.ofDiscriminator(game.discriminator().initialization(), settings.seed()));
    return new LineGame(
        settings,
        generator,
        discriminator,
        new AlternatingGame(generator, discriminator, spec, game));
  }

  public void play(int rounds) {
    for (int i = 0; i < rounds; i++) {
      try (NDManager round = manager.newSubManager()) {
        tally.add(game.round(round, this::realBatch, noise(), step * LineSettings.BATCH, 1));
      }
      step++;
    }
  }

  public void teachDiscriminator(int steps) {
    for (int i = 0; i < steps; i++) {
      try (NDManager round = manager.newSubManager()) {
        game.teachDiscriminator(round, realBatch(round), noise());
      }
    }
  }

  /** The Euclidean norm of the gradient of G's loss. */
  public double generatorGradient() {
    try (NDManager round = manager.newSubManager()) {
      return game.generatorGradient(round, realBatch(round), noise());
    }
  }

  private Noise noise() {
    return new HostNoise(
        new RandomStream(settings.seed(), Domain.TRAINING_LATENT, step << 20 | batch));
  }

  private RealBatch realBatch(NDManager round) {
    RandomStream random = new RandomStream(settings.seed(), Domain.DATA_ORDER, batch++);
    float[] points = new float[LineSettings.BATCH];
    for (int i = 0; i < points.length; i++) {
      points[i] = settings.target().sample(random);
    }
    return new RealBatch(
        round.create(points, new Shape(points.length, 1, 1, 1)), new int[points.length]);
  }

  /** The present state; its figures are those of the rounds since the last call. */
  public LineState state() {
    List<Double> x = IntStream.range(0, CELLS).mapToObj(i -> FROM + (i + 0.5) * width()).toList();
    List<Double> target = x.stream().map(settings.target()::density).toList();
    return new LineState(step, x, target, model(), discriminator(x), tally.read().mean());
  }

  private static double width() {
    return (TO - FROM) / CELLS;
  }

  /** G's density by cells, from constant latents; the end cells count all numbers beyond them. */
  private List<Double> model() {
    float[] z = new float[DRAWN];
    new RandomStream(settings.seed(), Domain.LATENT, 0).nextNormals(z, 0, DRAWN);
    double[] density = new double[CELLS];
    for (float drawn : forward(generator, z, new Shape(DRAWN, 1))) {
      int cell = (int) Math.floor((drawn - FROM) / width());
      density[Math.max(0, Math.min(CELLS - 1, cell))] += 1 / (DRAWN * width());
    }
    return Doubles.asList(density);
  }

  private List<Double> discriminator(List<Double> x) {
    float[] points = Floats.toArray(x);
    List<Double> odds = new ArrayList<>();
    for (float logit : forward(discriminator, points, new Shape(points.length, 1, 1, 1))) {
      odds.add(1 / (1 + Math.exp(-(double) logit)));
    }
    return odds;
  }

  private float[] forward(Player player, float[] values, Shape shape) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray input = EngineMemory.create(scratch, values, shape);
      return player.network().forward(input, Mode.TRAINING).toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
    generator.close();
    discriminator.close();
  }
}
