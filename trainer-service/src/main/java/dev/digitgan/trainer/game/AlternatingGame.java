package dev.digitgan.trainer.game;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.random.RandomStream;
import dev.digitgan.trainer.game.Player.Learning;
import java.util.List;
import java.util.function.Supplier;

/**
 * The minimax game, played in turns: min over G, max over D of E log D(x) + E log(1 - D(G(z))).
 *
 * <p>A round is one step of G, then k steps of D. While G learns, D is a fixed function: its
 * weights take no gradient. While D learns, the fakes are numbers cut from G's graph, and nothing
 * of G changes, its running statistics included: the first of D's steps judges the very fakes that
 * G's step drew; each further one draws fresh fakes, and the statistics that this gathers are put
 * back. Every step of D sees a fresh batch of real images.
 *
 * <p>Belongs to the training thread, whose gradient mode is on. Does not own the players.
 */
public final class AlternatingGame {
  private final Player generator;
  private final Player discriminator;
  private final LatentSource latents;
  private final int batchSize;
  private final int discriminatorSteps;

  /**
   * @param discriminatorSteps k, the updates of D for each update of G
   */
  public AlternatingGame(
      Player generator,
      Player discriminator,
      LatentSource latents,
      int batchSize,
      int discriminatorSteps) {
    this.generator = generator;
    this.discriminator = discriminator;
    this.latents = latents;
    this.batchSize = batchSize;
    this.discriminatorSteps = discriminatorSteps;
  }

  /**
   * Plays one round.
   *
   * @param realBatches asked once for each step of D: {@code batchSize} images, flat, in the
   *     recipe's range
   * @param random where this round's latents come from
   * @return D's figures are of its last step, all of before the updates that they led to
   */
  public GameFigures round(Supplier<float[]> realBatches, RandomStream random) {
    try (NDManager round = generator.network().newManager()) {
      GeneratorStep g = generatorStep(drawLatents(round, random));
      DiscriminatorStep d = discriminatorStep(real(round, realBatches.get()), g.fakes());
      for (int step = 1; step < discriminatorSteps; step++) {
        NDArray fakes = freshFakes(drawLatents(round, random));
        d = discriminatorStep(real(round, realBatches.get()), fakes);
      }
      return new GameFigures(
          Logits.meanMinusLogReal(d.realLogits()),
          Logits.meanMinusLogFake(d.fakeLogits()),
          Logits.meanMinusLogReal(g.logits()),
          Logits.shareReal(d.realLogits()),
          1 - Logits.shareReal(d.fakeLogits()));
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record GeneratorStep(NDArray fakes, float[] logits) {}

  @SuppressWarnings("ArrayRecordComponent")
  private record DiscriminatorStep(float[] realLogits, float[] fakeLogits) {}

  /** G maximises E log D(G(z)), D being fixed. */
  GeneratorStep generatorStep(NDArray z) {
    generator.learns(Learning.ON);
    discriminator.learns(Learning.OFF);
    NDArray fakes = generator.network().forward(z, Mode.TRAINING);
    NDArray logits = discriminator.network().forward(fakes, Mode.TRAINING);
    generator.descend(Losses.generator(logits));
    return new GeneratorStep(fakes.stopGradient(), logits.toFloatArray());
  }

  /** D maximises E log D(x) + E log(1 - D(G(z))), the fakes being fixed. */
  DiscriminatorStep discriminatorStep(NDArray real, NDArray fakes) {
    discriminator.learns(Learning.ON);
    NDArray logits = discriminator.network().forward(real.concat(fakes), Mode.TRAINING);
    NDList halves = logits.split(2);
    discriminator.descend(Losses.discriminator(halves.get(0), halves.get(1)));
    return new DiscriminatorStep(halves.get(0).toFloatArray(), halves.get(1).toFloatArray());
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

  private NDArray drawLatents(NDManager round, RandomStream random) {
    int size = latents.size();
    float[] values = new float[batchSize * size];
    for (int row = 0; row < batchSize; row++) {
      latents.fill(random, values, row * size);
    }
    return round.create(values, new Shape(batchSize, size));
  }

  private NDArray real(NDManager round, float[] images) {
    Shape image = discriminator.network().stack().inputShape();
    return round.create(images, new Shape(batchSize).addAll(image));
  }
}
