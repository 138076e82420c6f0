package dev.digitgan.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TrainingThread.class)
final class MomentumTest {
  private static final MomentumSettings RISING = new MomentumSettings(0.01f, 0.5f, 0.75f, 10, 0);
  private static final float[] START = {1, -2, 0.5f, 0, 3, 0.25f};

  static List<BiFunction<MomentumSettings, List<NDArray>, Optimizer>> optimizers() {
    return List.of(FusedOptimizer::new, EngineOptimizer::new);
  }

  /** Against the definition, in double precision, with a rate that falls. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void movesWeightsAsTheDefinitionSays(
      BiFunction<MomentumSettings, List<NDArray>, Optimizer> optimizer) {
    double[] theta = {1, -2, 0.5, 0, 3, 0.25};
    double[] velocity = new double[theta.length];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray weight = weight(manager, new Shape(6));
      try (Optimizer momentum = optimizer.apply(RISING, List.of(weight))) {
        for (int t = 0; t < 20; t++) {
          FourthPowers.gradient(weight);
          double rate = 1.0 / (t + 1);
          momentum.step(rate);
          double mu = 0.5 + 0.25 * Math.min(1, t / 10.0);
          for (int i = 0; i < theta.length; i++) {
            velocity[i] = mu * velocity[i] - 0.01 * rate * 4 * Math.pow(theta[i], 3);
            theta[i] += velocity[i];
          }
        }
      }
      for (int i = 0; i < theta.length; i++) {
        assertThat((double) weight.toFloatArray()[i]).isCloseTo(theta[i], within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void rowsOfWeightsKeepToTheNormAndBiasesDoNot(
      BiFunction<MomentumSettings, List<NDArray>, Optimizer> optimizer) {
    MomentumSettings still = new MomentumSettings(1e-9f, 0, 0, 0, 2);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray matrix = weight(manager, new Shape(2, 3));
      NDArray bias = weight(manager, new Shape(6));
      try (Optimizer momentum = optimizer.apply(still, List.of(matrix, bias))) {
        FourthPowers.gradient(matrix);
        FourthPowers.gradient(bias);
        momentum.step(1);
      }
      float first = (float) (2 / Math.sqrt(1 + 4 + 0.25));
      float second = (float) (2 / Math.sqrt(9 + 0.0625));
      assertThat(matrix.toFloatArray())
          .containsExactly(
              new float[] {first, -2 * first, 0.5f * first, 0, 3 * second, 0.25f * second},
              within(1e-5f));
      assertThat(bias.toFloatArray()).containsExactly(START, within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void rowsWithinTheNormStayAsTheyAre(
      BiFunction<MomentumSettings, List<NDArray>, Optimizer> optimizer) {
    MomentumSettings still = new MomentumSettings(1e-9f, 0, 0, 0, 3.5f);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray matrix = weight(manager, new Shape(2, 3));
      try (Optimizer momentum = optimizer.apply(still, List.of(matrix))) {
        FourthPowers.gradient(matrix);
        momentum.step(1);
      }
      assertThat(matrix.toFloatArray()).containsExactly(START, within(1e-5f));
    }
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void goesOnToTheSameBitsFromWhatItRemembers(
      BiFunction<MomentumSettings, List<NDArray>, Optimizer> optimizer) {
    assertThat(fiveSteps(optimizer, 3)).isEqualTo(fiveSteps(optimizer, 0));
  }

  /** The weights after five steps, with another optimiser from step {@code change} on. */
  private static float[] fiveSteps(
      BiFunction<MomentumSettings, List<NDArray>, Optimizer> optimizer, int change) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray weight = weight(manager, new Shape(6));
      Optimizer momentum = optimizer.apply(RISING, List.of(weight));
      for (int t = 0; t < 5; t++) {
        if (t == change) {
          OptimizerState state = momentum.state();
          assertThat(state.updates()).isEqualTo(t);
          momentum.close();
          momentum = optimizer.apply(RISING, List.of(weight));
          momentum.restore(state);
        }
        FourthPowers.gradient(weight);
        momentum.step(1);
      }
      momentum.close();
      return weight.toFloatArray();
    }
  }

  private static NDArray weight(NDManager manager, Shape shape) {
    NDArray weight = manager.create(START, shape);
    weight.setRequiresGradient(true);
    return weight;
  }
}
