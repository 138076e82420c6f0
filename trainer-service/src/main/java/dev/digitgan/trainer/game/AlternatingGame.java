package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import com.google.common.primitives.Ints;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.trainer.game.Player.Learning;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plays the game of an {@link Objective} in rounds: one step of G, then k steps of D.
 *
 * <p>While G learns, D's weights take no gradient. While D learns, the fakes are detached from G's
 * graph, and G does not change, running statistics included: D's first step judges the fakes of G's
 * step; each further step draws fresh fakes and restores the statistics. Each step of D gets a
 * fresh batch of real images, and fakes of the same classes.
 *
 * <p>Belongs to the training thread, whose gradient mode is on. Does not own the players.
 */
public final class AlternatingGame {
  private final Player generator;
  private final Discriminator discriminator;
  private final GeneratorSpec spec;
  private final GameSettings settings;
  private final Optional<Shifts> shifts;

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
   * @param round owns all arrays of the round; the caller closes it
   * @param realBatches called once for each step of D; the given manager owns the images
   * @param imagesSeen in the rounds before, by which rates and penalty decay
   * @param rateFactor multiple of both players' decayed learning rates
   * @return the round's figures for {@link FiguresTally}, each measured before the update that
   *     follows it; D's are those of its last step
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
    return FiguresTally.ofRound(
        round, settings.objective(), g.loss(), d.realLogits(), d.fakeLogits());
  }

  /**
   * The strength of a step.
   *
   * @param rate multiple of the learning rates
   * @param gamma weight of the gradient penalty
   */
  record Strength(double rate, double gamma) {
    static final Strength FULL = new Strength(1, 0);
  }

  record GeneratorStep(NDArray fakes, NDArray loss) {}

  record DiscriminatorStep(NDArray realLogits, NDArray fakeLogits) {}

  /** Lets G take a step while D is fixed; D's dropout layers draw from {@code noise}. */
  GeneratorStep generatorStep(NDArray z, RealBatch real, Noise noise, Strength strength) {
    GeneratorStep judged = judged(z, real, noise);
    generator.descend(judged.loss(), strength.rate());
    return new GeneratorStep(judged.fakes().stopGradient(), judged.loss());
  }

  /** Draws fakes, and computes the loss of G, which takes gradients for G alone. */
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

  /** Lets D alone take a step on fresh fakes, at its full rate. */
  public void teachDiscriminator(NDManager round, RealBatch real, Noise noise) {
    NDArray fakes = freshFakes(latents(round, noise, real.labels()));
    discriminatorStep(real, fakes, noise, Strength.FULL);
  }

  /** The Euclidean norm of the gradient of G's loss; no weight changes. */
  public double generatorGradient(NDManager round, RealBatch real, Noise noise) {
    List<NDArray> statistics = generator.copyStatistics();
    try {
      generator.differentiate(judged(latents(round, noise, real.labels()), real, noise).loss());
      return generator.gradientNorm();
    } finally {
      generator.restoreStatistics(statistics);
    }
  }

  /** D's logits of {@code images}, which are whole packs; nothing is trained or changed. */
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

  /** Shifts images as D sees them in training. */
  private NDArray seen(NDArray images, Noise noise) {
    return shifts.map(shift -> shift.of(images, noise)).orElse(images);
  }

  /** Lets D take a step on fixed fakes; penalty and dropout draw from {@code noise}. */
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
    return Ints.concat(Collections.nCopies(times, labels).toArray(int[][]::new));
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

  /**
   * The real images of one step.
   *
   * @param images in the recipe's range, of shape (count, channels, height, width), on the players'
   *     device; the caller who asked for the batch owns them
   * @param labels the class of each; not copied
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record RealBatch(NDArray images, int[] labels) {}
}
