package dev.digitgan.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.digitgan.trainer.optim.Optimizer.OptimizerState;
import dev.digitgan.trainer.testing.TrainingThread;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(TrainingThread.class)
final class AdamTest {
  private static final AdamSettings SETTINGS =
      AdamSettings.of(0.01f, 0.4f, 0.8f).withWeightDecay(0.1f);

  static List<BiFunction<AdamSettings, List<NDArray>, Optimizer>> optimizers() {
    return List.of(
        FusedOptimizer::new,
        EngineOptimizer::new,
        (settings, weights) -> BackgroundOptimizer.of(new FusedOptimizer(settings, weights)));
  }

  /** Against the algorithm in its authors' words, in double precision. */
  @ParameterizedTest
  @MethodSource("optimizers")
  void movesWeightsAsTheAlgorithmSays(
      BiFunction<AdamSettings, List<NDArray>, Optimizer> optimizer) {
    float[] start = {1, -2, 0.5f, 0, 3};
    double[] theta = {1, -2, 0.5, 0, 3};
    double[] m = new double[theta.length];
    double[] v = new double[theta.length];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray weight = manager.create(start, new Shape(5));
      weight.setRequiresGradient(true);
      try (Optimizer adam = optimizer.apply(SETTINGS, List.of(weight))) {
        for (int t = 1; t <= 20; t++) {
          FourthPowers.gradient(weight);
          adam.step(1);
          adam.settle();
          for (int i = 0; i < theta.length; i++) {
            double g = 4 * Math.pow(theta[i], 3) + 0.1 * theta[i];
            m[i] = 0.4 * m[i] + 0.6 * g;
            v[i] = 0.8 * v[i] + 0.2 * g * g;
            double corrected = m[i] / (1 - Math.pow(0.4, t));
            theta[i] -= 0.01 * corrected / (Math.sqrt(v[i] / (1 - Math.pow(0.8, t))) + 1e-8);
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
  void goesOnToTheSameBitsFromWhatItRemembers(
      BiFunction<AdamSettings, List<NDArray>, Optimizer> optimizer) {
    assertThat(fiveSteps(optimizer, 3)).isEqualTo(fiveSteps(optimizer, 0));
  }

  /**
   * The weights and second moments after five steps, with another optimiser from step {@code
   * change} on.
   */
  private static float[] fiveSteps(
      BiFunction<AdamSettings, List<NDArray>, Optimizer> optimizer, int change) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray weight = manager.create(new float[] {1, -2, 0.5f}, new Shape(3));
      weight.setRequiresGradient(true);
      Optimizer adam = optimizer.apply(SETTINGS, List.of(weight));
      for (int t = 0; t < 5; t++) {
        if (t == change) {
          OptimizerState state = adam.state();
          assertThat(state.updates()).isEqualTo(t);
          adam.close();
          adam = optimizer.apply(SETTINGS, List.of(weight));
          adam.restore(state);
        }
        FourthPowers.gradient(weight);
        adam.step(1);
        adam.settle();
      }
      float[] second = adam.state().slot("adam.second").get(0);
      adam.close();
      float[] result = Arrays.copyOf(weight.toFloatArray(), 6);
      System.arraycopy(second, 0, result, 3, 3);
      return result;
    }
  }
}
