package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.trainer.game.Player.Learning;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The game, played in turns; what for is its {@link Objective}.
 *
 * <p>A round is one step of G, then k steps of D. While G learns, D is a fixed function: its
 * weights take no gradient. While D learns, the fakes are numbers cut from G's graph, and nothing
 * of G changes, its running statistics included: the first of D's steps judges the very fakes that
 * G's step drew; each further one draws fresh fakes, and the statistics that this gathers are put
 * back. Every step of D sees a fresh batch of real images; fakes are asked for of the classes of
 * the real images beside them.
 *
 * <p>Belongs to the training thread, whose gradient mode is on. Does not own the players.
 */
public final class AlternatingGame {
  private final Player generator;
  private final Discriminator discriminator;
  private final GeneratorSpec spec;
  private final GameSettings settings;
  private final Optional<Shifts> shifts;

  /**
   * @param spec of what {@code generator} draws
   */
  public AlternatingGame(
      Player generator, Player discriminator, GeneratorSpec spec, GameSettings settings) {
    this.generator = generator;
    this.discriminator = new Discriminator(discriminator, settings.packing(), spec.classes());
    this.spec = spec;
    this.settings = settings;
    shifts =
        settings.shift() == 0
            ? Optional.empty()
            : Optional.of(
                Shifts.of(
                    discriminator.network().newManager(),
                    settings.shift(),
                    generator.network().stack().outputShape(),
                    spec.range().min()));
  }

  /**
   * Plays one round.
   *
   * @param round owns all arrays of the round; closed by the caller
   * @param realBatches asked once for each step of D, for images that the given manager owns
   * @param noise of this round
   * @param imagesSeen in the rounds before, by which rates and penalty decay
   * @param rateFactor of both players' learning rates, whatever they have decayed to
   * @return what {@link FiguresTally} adds up: D's figures are of its last step, all of before the
   *     updates that they led to
   */
  public NDArray round(
      NDManager round,
      Function<NDManager, RealBatch> realBatches,
      Noise noise,
      long imagesSeen,
      double rateFactor) {
    Strength strength =
        new Strength(rateFactor * settings.decay().rate(imagesSeen), settings.gamma(imagesSeen));
    RealBatch real = realBatches.apply(round);
    GeneratorStep g = generatorStep(latents(round, noise, real.labels()), real, noise, strength);
    DiscriminatorStep d = discriminatorStep(real, g.fakes(), noise, strength);
    for (int step = 1; step < settings.discriminatorSteps(); step++) {
      RealBatch next = realBatches.apply(round);
      NDArray fakes = freshFakes(latents(round, noise, next.labels()));
      d = discriminatorStep(next, fakes, noise, strength);
    }
    return RoundFigures.of(round, settings.objective(), g.loss(), d.realLogits(), d.fakeLogits());
  }

  /**
   * How hard a step pulls.
   *
   * @param rate multiple of the learning rates
   * @param gamma weight of the gradient penalty
   */
  record Strength(double rate, double gamma) {
    static final Strength FULL = new Strength(1, 0);
  }

  record GeneratorStep(NDArray fakes, NDArray loss) {}

  record DiscriminatorStep(NDArray realLogits, NDArray fakeLogits) {}

  /** G takes a step, D being fixed; {@code noise} is for D's layers that drop. */
  GeneratorStep generatorStep(NDArray z, RealBatch real, Noise noise, Strength strength) {
    GeneratorStep judged = judged(z, real, noise);
    generator.descend(judged.loss(), strength.rate());
    return new GeneratorStep(judged.fakes().stopGradient(), judged.loss());
  }

  /** What G draws, and its loss, which G alone can learn from. */
  private GeneratorStep judged(NDArray z, RealBatch real, Noise noise) {
    generator.learns(Learning.ON);
    discriminator.player().learns(Learning.OFF);
    NDArray fakes = generator.network().forward(z, Mode.TRAINING);
    NDArray fakeLogits = logits(fakes, real, noise);
    NDArray loss =
        switch (settings.objective()) {
          case NON_SATURATING -> Losses.nonSaturating(fakeLogits);
          case MINIMAX -> Losses.minimax(fakeLogits);
          case RELATIVISTIC -> Losses.relativistic(logits(real.images(), real, noise), fakeLogits);
        };
    return new GeneratorStep(fakes, loss);
  }

  /** Lets D alone take a step, at its full rate, against fresh fakes. */
  public void teachDiscriminator(NDManager round, RealBatch real, Noise noise) {
    NDArray fakes = freshFakes(latents(round, noise, real.labels()));
    discriminatorStep(real, fakes, noise, Strength.FULL);
  }

  /** Euclidean norm of the gradient of G's loss; nothing learns from it. */
  public double generatorGradient(NDManager round, RealBatch real, Noise noise) {
    List<NDArray> statistics = generator.copyStatistics();
    try {
      generator.differentiate(judged(latents(round, noise, real.labels()), real, noise).loss());
      return generator.gradientNorm();
    } finally {
      generator.restoreStatistics(statistics);
    }
  }

  /**
   * D's logits of {@code images}, from which nothing learns and by which nothing changes.
   *
   * @param images of any number, whole packs
   * @param labels the class of each
   */
  public float[] judge(NDArray images, int[] labels) {
    boolean gradients = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try (NDArray logits = discriminator.judge(images, labels)) {
      return logits.toFloatArray();
    } finally {
      JniUtils.setGradMode(gradients);
    }
  }

  private NDArray logits(NDArray images, RealBatch like, Noise noise) {
    return discriminator.logits(seen(images, noise), like.labels(), noise);
  }

  /** Images as D is shown them when anybody learns. */
  private NDArray seen(NDArray images, Noise noise) {
    return shifts.map(shift -> shift.of(images, noise)).orElse(images);
  }

  /**
   * D takes a step, the fakes being fixed; {@code noise} gives the penalty its directions and D's
   * layers what they drop.
   */
  DiscriminatorStep discriminatorStep(
      RealBatch real, NDArray fakes, Noise noise, Strength strength) {
    discriminator.player().learns(Learning.ON);
    NDArray images = seen(real.images().concat(fakes), noise);
    boolean penalised = strength.gamma() > 0;
    NDArray judged =
        penalised
            ? images.concat(GradientPenalty.moved(images.getManager(), images, noise))
            : images;
    NDList parts =
        discriminator
            .logits(judged, repeated(real.labels(), penalised ? 4 : 2), noise)
            .split(penalised ? 4 : 2);
    NDArray loss = Losses.discriminator(settings.objective(), parts.get(0), parts.get(1));
    if (penalised) {
      NDArray penalty =
          GradientPenalty.of(parts.get(0), parts.get(2))
              .add(GradientPenalty.of(parts.get(1), parts.get(3)));
      loss = loss.add(penalty.mul(GraphNumber.of(images.getManager(), strength.gamma() / 2)));
    }
    discriminator.player().descend(loss, strength.rate());
    return new DiscriminatorStep(parts.get(0), parts.get(1));
  }

  private static int[] repeated(int[] labels, int times) {
    int[] repeated = new int[labels.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(labels, 0, repeated, i * labels.length, labels.length);
    }
    return repeated;
  }

  private NDArray freshFakes(NDArray z) {
    generator.learns(Learning.OFF);
    List<NDArray> statistics = generator.copyStatistics();
    try {
      return generator.network().forward(z, Mode.TRAINING);
    } finally {
      generator.restoreStatistics(statistics);
    }
  }

  private NDArray latents(NDManager round, Noise noise, int[] labels) {
    NDArray latents = noise.latents(round, spec.latents(), labels.length);
    return spec.classes() == 0
        ? latents
        : latents.concat(Discriminator.oneHot(round, labels, spec.classes()), 1);
  }
}
