package dev.digitgan.generator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.generator.TestModels;
import dev.digitgan.generator.model.TileCalibration.ForwardPass;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.network.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calibration of passes whose faults are known. */
class TileCalibrationTest {
  private static final GeneratorSpec SPEC = TestModels.SPEC;
  private static final int SIZE = SPEC.latents().size();
  private static final int BYTES = SPEC.shape().bytes();
  private static final List<Integer> ALL = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

  private long cpuNanos;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void allSizesOfABatchInvariantPassAreUsed(Precision precision) throws CheckpointException {
    TileCalibration.Result result = calibration(precision).measure(SPEC, faultless());

    assertThat(result.sizes().rows()).isEqualTo(ALL);
    assertThat(result.excluded()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 128, 256})
  void aSizeThatIsNotBatchInvariantIsExcluded(int bad) throws CheckpointException {
    ForwardPass pass =
        changed((outputs, rows) -> outputs[0] = rows == bad ? nextFloat(outputs[0]) : outputs[0]);

    TileCalibration.Result result = calibration(Precision.FLOAT32).measure(SPEC, pass);

    assertThat(result.excluded()).containsExactly(bad);
    assertThat(result.sizes().rows()).doesNotContain(bad).hasSize(ALL.size() - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16, 128, 256})
  void oneBitInTheLastNumberOfTheLastRowIsEnough(int bad) throws CheckpointException {
    ForwardPass pass =
        changed(
            (outputs, rows) -> {
              int last = outputs.length - 1;
              outputs[last] = rows == bad ? nextFloat(outputs[last]) : outputs[last];
            });

    assertThat(calibration(Precision.FLOAT32).measure(SPEC, pass).excluded()).containsExactly(bad);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 32, 256})
  void aFaultOfOneLatentInThirtyIsFound(int bad) throws CheckpointException {
    ForwardPass pass =
        (latents, rows) -> {
          double[] outputs = faultless().outputs(latents, rows);
          for (int row = 0; row < rows; row++) {
            int hash = Arrays.hashCode(Arrays.copyOfRange(latents, row * SIZE, row * SIZE + SIZE));
            if (rows == bad && Math.floorMod(hash, 30) == 0) {
              outputs[row * BYTES + 7] = nextFloat(outputs[row * BYTES + 7]);
            }
          }
          return outputs;
        };

    assertThat(calibration(Precision.FLOAT32).measure(SPEC, pass).excluded()).containsExactly(bad);
  }

  @Test
  void aSizeWhoseRowsDependOnEachOtherIsExcluded() throws CheckpointException {
    ForwardPass pass =
        (latents, rows) -> {
          double[] outputs = faultless().outputs(latents, rows);
          if (rows == 32) {
            outputs[0] += latents[31 * SIZE] * 1e-3f;
          }
          return outputs;
        };

    assertThat(calibration(Precision.FLOAT32).measure(SPEC, pass).excluded()).containsExactly(32);
  }

  @Test
  void aSizeThatDisagreesOnlyBesideEmptyRowsIsExcluded() throws CheckpointException {
    ForwardPass pass =
        (latents, rows) -> {
          double[] outputs = faultless().outputs(latents, rows);
          if (rows == 16 && latents[latents.length - 1] == 0) {
            outputs[0] = nextFloat(outputs[0]);
          }
          return outputs;
        };

    assertThat(calibration(Precision.FLOAT32).measure(SPEC, pass).excluded()).containsExactly(16);
  }

  @Test
  void anotherZeroIsAnotherBit() throws CheckpointException {
    ForwardPass pass =
        (latents, rows) -> {
          double[] outputs = new double[rows * BYTES];
          if (rows == 8) {
            outputs[5] = -0.0;
          }
          return outputs;
        };

    assertThat(calibration(Precision.FLOAT32).measure(SPEC, pass).excluded()).containsExactly(8);
  }

  @Test
  void inDoublePrecisionLowBitsMayDiffer() throws CheckpointException {
    double level = 1 / SPEC.range().scale();
    ForwardPass pass =
        changed(
            (outputs, rows) -> {
              double difference = rows == 4 ? 1e-10 * level : rows == 8 ? 1e-8 * level : 0;
              outputs[0] += difference;
            });

    assertThat(calibration(Precision.FLOAT64).measure(SPEC, pass).excluded()).containsExactly(8);
  }

  @Test
  void inDoublePrecisionNoPixelMayDiffer() throws CheckpointException {
    double boundary = SPEC.range().min() + 100.5 / SPEC.range().scale();
    assertThat(SPEC.range().pixel(boundary + 1e-13) - SPEC.range().pixel(boundary - 1e-13))
        .isEqualTo(1);
    ForwardPass pass =
        changed(
            (outputs, rows) -> {
              for (int row = 0; row < rows; row++) {
                outputs[row * BYTES] = boundary + (rows == 4 ? 1e-13 : -1e-13);
              }
            });

    assertThat(calibration(Precision.FLOAT64).measure(SPEC, pass).excluded()).containsExactly(4);
  }

  @Test
  void theCanonicalSizeIsUsedWhateverIsTried() throws CheckpointException {
    TileCalibration calibration =
        new TileCalibration(Precision.FLOAT32, List.of(2, 128), () -> cpuNanos);
    ForwardPass pass = changed((outputs, rows) -> outputs[0] = rows);

    assertThat(calibration.measure(SPEC, pass).sizes().rows())
        .containsExactly(GeneratorModel.CANONICAL_TILE);
    assertThat(calibration.measure(SPEC, faultless()).sizes().rows()).containsExactly(2, 64, 128);
  }

  @Test
  void tilesThatWouldTakeTooLongAreNotTried() throws CheckpointException {
    List<Integer> tried = new ArrayList<>();
    ForwardPass slow =
        (latents, rows) -> {
          tried.add(rows);
          cpuNanos += rows * TileCalibration.LONGEST_TILE.toNanos() / 130;
          return faultless().outputs(latents, rows);
        };

    TileCalibration.Result result = calibration(Precision.FLOAT32).measure(SPEC, slow);

    assertThat(result.sizes().largest()).isEqualTo(128);
    assertThat(result.excluded()).isEmpty();
    assertThat(tried).doesNotContain(256);
  }

  @Test
  void weightsWhoseOutputIsNotFiniteAreRefused() {
    ForwardPass pass = changed((outputs, rows) -> outputs[BYTES + 3] = Double.NaN);

    assertThatThrownBy(() -> calibration(Precision.FLOAT32).measure(SPEC, pass))
        .isInstanceOf(CheckpointException.class)
        .hasMessage("weights: the generator's output holds NaN");
  }

  @Test
  void otherWeightsAreCheckedOnceASize() throws CheckpointException {
    TileCalibration calibration = calibration(Precision.FLOAT32);
    calibration.sizes(SPEC, changed((outputs, rows) -> outputs[0] += rows == 2 ? 1 : 0));
    List<Integer> drawn = new ArrayList<>();
    ForwardPass counting =
        (latents, rows) -> {
          drawn.add(rows);
          return faultless().outputs(latents, rows);
        };

    TileSizes sizes = calibration.sizes(SPEC, counting);

    assertThat(sizes.rows()).containsExactly(1, 4, 8, 16, 32, 64, 128, 256);
    assertThat(drawn).containsExactlyInAnyOrder(1, 4, 8, 16, 32, 64, 128, 256);
  }

  @Test
  void aSizeThatDisagreesWithOtherWeightsIsNotUsedAgain() throws CheckpointException {
    TileCalibration calibration = calibration(Precision.FLOAT32);
    calibration.sizes(SPEC, faultless());

    TileSizes sizes =
        calibration.sizes(SPEC, changed((outputs, rows) -> outputs[0] += rows == 16 ? 1e-6f : 0));

    assertThat(sizes.rows()).doesNotContain(16).hasSize(ALL.size() - 1);
    assertThat(calibration.sizes(SPEC, faultless())).isEqualTo(sizes);
  }

  private TileCalibration calibration(Precision precision) {
    return new TileCalibration(precision, ALL, () -> cpuNanos);
  }

  /** Each number follows from its own row's latent. */
  private static ForwardPass faultless() {
    return (latents, rows) -> {
      double[] outputs = new double[rows * BYTES];
      for (int i = 0; i < outputs.length; i++) {
        int row = i / BYTES;
        outputs[i] = (float) Math.tanh(latents[row * SIZE + i % SIZE]);
      }
      return outputs;
    };
  }

  private interface Fault {
    void change(double[] outputs, int rows);
  }

  private static ForwardPass changed(Fault fault) {
    return (latents, rows) -> {
      double[] outputs = faultless().outputs(latents, rows);
      fault.change(outputs, rows);
      return outputs;
    };
  }

  private static double nextFloat(double value) {
    return Math.nextUp((float) value);
  }
}
