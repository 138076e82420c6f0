package dev.digitgan.trainer.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.network.Layer.Mode;
import dev.digitgan.network.Network;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import dev.digitgan.testing.TestTier;
import dev.digitgan.trainer.game.AlternatingGame.RealBatch;
import dev.digitgan.trainer.game.AlternatingGame.Strength;
import dev.digitgan.trainer.recipe.Recipe;
import dev.digitgan.trainer.recipe.Recipes;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TrainingThread.class)
final class AlternatingGameTest {
  private static final int BATCH = 8;

  /** The first tier plays those whose networks or objectives have the least in common. */
  private static final Set<String> FIRST = Set.of("goodfellow-2014", "conv-r3", "conditional");

  static List<String> recipes() {
    List<String> names =
        Recipes.all().stream()
            .map(source -> source.recipe().name())
            .sorted(Comparator.comparing(name -> !FIRST.contains(name)))
            .toList();
    return TestTier.cases(FIRST.size(), names);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void whileGeneratorLearnsEveryTensorOfTheDiscriminatorStaysAsItIs(String name) {
    try (Table table = new Table(name, 1);
        NDManager scratch = table.generator.network().newManager()) {
      table.play();
      Map<String, List<Float>> discriminator = table.tensors(table.discriminator);
      Map<String, List<Float>> generator = table.tensors(table.generator);

      table.game.generatorStep(
          table.latents(scratch),
          table.real(table.images(scratch, 3)),
          table.noise(8),
          Strength.FULL);

      assertThat(table.tensors(table.discriminator)).isEqualTo(discriminator);
      assertThat(table.tensors(table.generator))
          .allSatisfy((tensor, values) -> assertThat(values).isNotEqualTo(generator.get(tensor)));
    }
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void whileDiscriminatorLearnsEveryTensorOfTheGeneratorStaysAsItIs(String name) {
    try (Table table = new Table(name, 1);
        NDManager scratch = table.generator.network().newManager()) {
      table.play();
      Map<String, List<Float>> discriminator = table.tensors(table.discriminator);
      Map<String, List<Float>> generator = table.tensors(table.generator);

      table.learn(table.images(scratch, 1), table.images(scratch, 2));

      assertThat(table.tensors(table.generator)).isEqualTo(generator);
      Map<String, List<Float>> learnt = table.tensors(table.discriminator);
      if (table.recipe.game().objective() == Objective.RELATIVISTIC) {
        // What is added to every logit makes no difference between a pair.
        String lastBias = List.copyOf(learnt.keySet()).get(learnt.size() - 1);
        assertThat(learnt.remove(lastBias)).isEqualTo(discriminator.get(lastBias));
      }
      assertThat(learnt)
          .allSatisfy(
              (tensor, values) -> assertThat(values).isNotEqualTo(discriminator.get(tensor)));
    }
  }

  /** G's step is the same, so all that k - 1 more steps of D could change of G is their doing. */
  @ParameterizedTest
  @MethodSource("recipes")
  void furtherStepsOfTheDiscriminatorLeaveTheGeneratorAsItIs(String name) {
    try (Table one = new Table(name, 1);
        Table three = new Table(name, 3)) {
      one.play();
      three.play();

      assertThat(three.tensors(three.generator)).isEqualTo(one.tensors(one.generator));
      assertThat(three.tensors(three.discriminator)).isNotEqualTo(one.tensors(one.discriminator));
      assertThat(three.batchesAsked).isEqualTo(3);
    }
  }

  /** The first step of Adam moves each weight by the rate against its gradient's sign. */
  @ParameterizedTest
  @MethodSource("recipes")
  void theDiscriminatorLearnsToTellAndTheGeneratorToDeceive(String name) {
    try (Table table = new Table(name, 1);
        NDManager scratch = table.generator.network().newManager()) {
      NDArray real = table.images(scratch, 1);
      NDArray fake = table.images(scratch, 2);
      float before = table.judge(real) - table.judge(fake);
      for (int i = 0; i < 5; i++) {
        table.learn(real, fake);
      }
      assertThat(table.judge(real) - table.judge(fake)).isGreaterThan(before);

      NDArray z = table.latents(scratch);
      float deceived = table.judge(table.draw(z));
      for (int i = 0; i < 5; i++) {
        table.game.generatorStep(z, table.real(real), table.noise(8), Strength.FULL);
      }
      assertThat(table.judge(table.draw(z))).isGreaterThan(deceived);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-30, -1, 0, 0.5f, 30})
  void lossesAreThoseOfTheDefinition(float logit) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray logits = manager.create(new float[] {logit, logit}, new Shape(2, 1));
      double d = 1 / (1 + Math.exp(-(double) logit));
      double minusLogD = -Math.log(d);
      double minusLogOneMinusD = Math.log1p(Math.exp(logit));
      assertThat((double) Losses.nonSaturating(logits).getFloat())
          .isCloseTo(minusLogD, within(1e-5 * (1 + minusLogD)));
      assertThat((double) Losses.minimax(logits).getFloat())
          .isCloseTo(-minusLogOneMinusD, within(1e-5 * (1 + minusLogOneMinusD)));
      assertThat((double) Losses.discriminator(Objective.NON_SATURATING, logits, logits).getFloat())
          .isCloseTo(
              minusLogD + minusLogOneMinusD, within(1e-5 * (1 + minusLogD + minusLogOneMinusD)));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.5, -2", "-3, 4", "30, -30", "0, 0"})
  void pairsArePlayedForByTheirDifferenceAlone(float real, float fake) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray reals = manager.create(new float[] {real, real + 1}, new Shape(2, 1));
      NDArray fakes = manager.create(new float[] {fake, fake + 1}, new Shape(2, 1));
      double of = Math.log1p(Math.exp((double) fake - real));
      assertThat((double) Losses.discriminator(Objective.RELATIVISTIC, reals, fakes).getFloat())
          .isCloseTo(of, within(1e-5 * (1 + of)));
      double against = Math.log1p(Math.exp((double) real - fake));
      assertThat((double) Losses.relativistic(reals, fakes).getFloat())
          .isCloseTo(against, within(1e-5 * (1 + against)));
    }
  }

  /** Two players of a recipe and what they need. */
  private static final class Table implements AutoCloseable {
    final Recipe recipe;
    final Player generator;
    final Player discriminator;
    final AlternatingGame game;
    int batchesAsked;

    Table(String name, int discriminatorSteps) {
      recipe = Recipes.named(name);
      generator =
          Player.create(
              recipe.generator().stack(),
              recipe.game().generator(),
              Device.cpu(),
              InitialWeights.ofGenerator(Initialization.FAN_IN, 1));
      discriminator =
          Player.create(
              recipe.discriminator(),
              recipe.game().discriminator(),
              Device.cpu(),
              InitialWeights.ofDiscriminator(Initialization.FAN_IN, 1));
      game =
          new AlternatingGame(
              generator,
              discriminator,
              recipe.generator(),
              recipe.game().withBatchSize(BATCH).withDiscriminatorSteps(discriminatorSteps));
    }

    void learn(NDArray real, NDArray fake) {
      game.discriminatorStep(real(real), fake, noise(9), Strength.FULL);
    }

    Noise noise(long step) {
      return new HostNoise(new RandomStream(1, Domain.TRAINING_LATENT, step));
    }

    void play() {
      try (NDManager round = generator.network().newManager()) {
        game.round(round, manager -> real(images(manager, 100 + batchesAsked++)), noise(0), 0, 1);
      }
    }

    NDArray images(NDManager manager, long stream) {
      return manager.create(
          pixels(stream), new Shape(BATCH).addAll(recipe.generator().stack().outputShape()));
    }

    RealBatch real(NDArray images) {
      return new RealBatch(images, labels());
    }

    private static int[] labels() {
      return new int[] {0, 1, 2, 3, 4, 5, 6, 9};
    }

    private float[] pixels(long stream) {
      float[] pixels = new float[BATCH * recipe.generator().shape().bytes()];
      new RandomStream(5, Domain.EMBEDDED_DIGITS, stream).nextUniforms(pixels, 0, pixels.length);
      return pixels;
    }

    NDArray latents(NDManager manager) {
      int size = recipe.generator().inputSize();
      float[] values = new float[BATCH * size];
      noise(7).stream().nextNormals(values, 0, values.length);
      return manager.create(values, new Shape(BATCH, size));
    }

    NDArray draw(NDArray z) {
      return generator.network().forward(z, Mode.TRAINING);
    }

    float judge(NDArray images) {
      int classes = recipe.generator().classes();
      return new Discriminator(discriminator, recipe.game().packing(), classes)
          .logits(images, labels(), noise(10))
          .mean()
          .getFloat();
    }

    Map<String, List<Float>> tensors(Player player) {
      Map<String, List<Float>> tensors = new LinkedHashMap<>();
      Network network = player.network();
      network
          .tensors()
          .forEach(
              (name, array) -> {
                List<Float> values = new ArrayList<>();
                for (float value : array.toFloatArray()) {
                  values.add(value);
                }
                tensors.put(name, values);
              });
      return tensors;
    }

    @Override
    public void close() {
      generator.close();
      discriminator.close();
    }
  }
}
