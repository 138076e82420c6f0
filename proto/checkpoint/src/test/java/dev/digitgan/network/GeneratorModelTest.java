package dev.digitgan.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.NativeResource;
import dev.digitgan.image.ImageShape;
import dev.digitgan.latent.LatentDistribution;
import dev.digitgan.latent.LatentSource;
import dev.digitgan.network.Network.TensorSource;
import dev.digitgan.network.TileOutput.NonFiniteOutputException;
import dev.digitgan.random.RandomStream;
import dev.digitgan.random.RandomStream.Domain;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GeneratorModelTest {
  private static final LatentSource LATENTS = new LatentSource(4, LatentDistribution.NORMAL);
  private static final ImageShape SHAPE = new ImageShape(2, 4, 4);
  private static final int BYTES = SHAPE.bytes();

  /** Every kind of layer. */
  private static final GeneratorSpec SPEC =
      spec(
          LATENTS,
          SHAPE,
          new Linear(4, 12),
          Reshape.to(3, 2, 2),
          new BatchNormalization(3, 1e-5f, 0.9f),
          Activation.of(ActivationFunction.GELU),
          new Upsample(2),
          new Conv2d(3, 2, 3, 1, 1),
          Activation.of(ActivationFunction.TANH));

  @BeforeEach
  void switchGradientsOff() {
    Engine.getEngine("PyTorch");
    JniUtils.setGradMode(false);
  }

  /** To the last bit only where the engine adds up in the same order: that is for calibration. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void anyNumberOfRowsDrawsTheImagesOfTheCanonicalTile(Precision precision) {
    try (GeneratorModel model = model(SPEC, precision)) {
      double[] expected = values(model, 64);
      for (int rows : new int[] {1, 2, 15, 33, 64, 100}) {
        int common = Math.min(rows, 64) * BYTES;
        assertThat(Arrays.copyOf(values(model, rows), common))
            .usingComparatorWithPrecision(1e-5)
            .containsExactly(Arrays.copyOf(expected, common));
      }
    }
  }

  private static double[] values(GeneratorModel model, int rows) {
    try (TileOutput output = model.forward(latents(rows), rows)) {
      return output.values();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void someRowsAreReadIntoTheMiddleOfAnArray(Precision precision) {
    try (GeneratorModel model = model(SPEC, precision)) {
      byte[] expected = model.sample(3, 0, 64);
      byte[] pixels = new byte[5 * BYTES];
      try (TileOutput output = model.forward(latents(64), 64)) {
        output.pixels(60, 3, pixels, BYTES);
      }
      assertThat(pixels).startsWith(new byte[BYTES]).endsWith(new byte[BYTES]);
      assertThat(Arrays.copyOfRange(pixels, BYTES, 4 * BYTES))
          .isEqualTo(Arrays.copyOfRange(expected, 60 * BYTES, 63 * BYTES));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void pixelsAreThoseOfTheNumbers(Precision precision) {
    try (GeneratorModel model = model(SPEC, precision);
        TileOutput output = model.forward(latents(64), 64)) {
      byte[] pixels = new byte[64 * BYTES];
      output.pixels(0, 64, pixels, 0);
      double[] values = output.values();
      int plane = SHAPE.height() * SHAPE.width();
      for (int i = 0; i < values.length; i++) {
        int image = i / BYTES;
        int channel = i / plane % SHAPE.channels();
        int at = image * BYTES + i % plane * SHAPE.channels() + channel;
        assertThat(pixels[at]).isEqualTo((byte) SPEC.range().pixel(values[i]));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aNetworkThatOnlyReshapesHandsOutItsLatents(Precision precision) {
    ImageShape shape = new ImageShape(1, 2, 2);
    GeneratorSpec spec = spec(LATENTS, shape, Reshape.to(1, 2, 2));
    float[] latents = latents(7);
    try (GeneratorModel model = model(spec, precision);
        TileOutput output = model.forward(latents, 7)) {
      double[] expected = new double[latents.length];
      Arrays.setAll(expected, i -> latents[i]);
      assertThat(output.values()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aNumberThatIsNotFiniteIsNamedWithItsRow(Precision precision) {
    GeneratorSpec spec = spec(LATENTS, new ImageShape(1, 2, 2), Reshape.to(1, 2, 2));
    float[] latents = new float[64 * 4];
    latents[5 * 4 + 1] = Float.NEGATIVE_INFINITY;
    try (GeneratorModel model = model(spec, precision);
        TileOutput output = model.forward(latents, 64)) {
      byte[] pixels = new byte[64 * 4];
      output.pixels(0, 5, pixels, 0);
      output.pixels(6, 58, pixels, 0);

      assertThatThrownBy(() -> output.pixels(3, 4, pixels, 0))
          .isInstanceOf(NonFiniteOutputException.class)
          .hasMessage("the generator's output holds -Infinity (row 5 of its tile)");
    }
  }

  @Test
  void latentsOfAnotherSizeAreRefused() {
    try (GeneratorModel model = model(SPEC, Precision.FLOAT32)) {
      assertThatThrownBy(() -> model.forward(new float[9], 2))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> model.forward(new float[0], 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whatWasClosedIsNotRead() {
    try (GeneratorModel model = model(SPEC, Precision.FLOAT32)) {
      TileOutput output = model.forward(latents(1), 1);
      output.close();
      output.close();

      assertThatThrownBy(() -> output.pixels(0, 1, new byte[BYTES], 0))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(output::values).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void rowsThatAreNotThereAreNotRead() {
    try (GeneratorModel model = model(SPEC, Precision.FLOAT32);
        TileOutput output = model.forward(latents(2), 2)) {
      byte[] pixels = new byte[4 * BYTES];
      assertThatThrownBy(() -> output.pixels(1, 2, pixels, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> output.pixels(-1, 1, pixels, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> output.pixels(0, 2, pixels, 3 * BYTES))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  /** A direct buffer under a tensor would stay until the garbage collector finds it. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void weightsAndLatentsTakeMemoryOfTheEngineAlone(Precision precision) {
    try (GeneratorModel first = model(SPEC, precision)) { // Loads the engine, if need be.
      long before = directBytes();
      try (GeneratorModel model = model(SPEC, precision);
          TileOutput output = model.forward(latents(64), 64)) {
        assertThat(directBytes()).isEqualTo(before);
        assertThat(output.values()).hasSize(64 * BYTES);
        assertThat(model.weightBytes())
            .isEqualTo(first.weightBytes())
            .isEqualTo(
                (4 * 12 + 12 + 4 * 3 + 2 * 3 * 9 + 2)
                    * (long) precision.dataType().getNumOfBytes());
      }
    }
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void closingFreesEveryTensor(Precision precision) {
    List<NDArray> arrays = new ArrayList<>();
    GeneratorModel model = GeneratorModel.create(SPEC, Device.cpu(), precision, kept(arrays));
    assertThat(arrays).hasSize(8);

    model.close();

    assertThat(arrays).allMatch(array -> ((NativeResource<?>) array).isReleased());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aTensorThatCannotBeMadeFreesThoseBefore(Precision precision) {
    List<NDArray> arrays = new ArrayList<>();
    OutOfMemoryError error = new OutOfMemoryError("native");
    TensorSource failing =
        (manager, name, tensor) -> {
          if (arrays.size() == 5) {
            throw error;
          }
          return kept(arrays).create(manager, name, tensor);
        };

    assertThatThrownBy(() -> GeneratorModel.create(SPEC, Device.cpu(), precision, failing))
        .isSameAs(error);
    assertThat(arrays).hasSize(5);
    assertThat(arrays).allMatch(array -> ((NativeResource<?>) array).isReleased());
  }

  private static TensorSource kept(List<NDArray> arrays) {
    return (manager, name, tensor) -> {
      NDArray array = weights().create(manager, name, tensor);
      arrays.add(array);
      return array;
    };
  }

  private static GeneratorSpec spec(LatentSource latents, ImageShape shape, Layer... layers) {
    return new GeneratorSpec(
        new LayerStack(List.of(layers), new Shape(latents.size())),
        latents,
        ValueRange.MINUS_ONE_TO_ONE,
        shape,
        0);
  }

  private static GeneratorModel model(GeneratorSpec spec, Precision precision) {
    return GeneratorModel.create(spec, Device.cpu(), precision, weights());
  }

  private static TensorSource weights() {
    RandomStream random = new RandomStream(1, Domain.INITIAL_WEIGHTS, 0);
    return (manager, name, tensor) -> {
      float[] values = new float[Math.toIntExact(tensor.shape().size())];
      random.nextNormals(values, 0, values.length);
      for (int i = 0; i < values.length; i++) {
        values[i] = Math.abs(values[i]) + 0.1f;
      }
      return EngineMemory.create(manager, values, tensor.shape());
    };
  }

  private static float[] latents(int rows) {
    float[] latents = new float[rows * LATENTS.size()];
    for (int row = 0; row < rows; row++) {
      LATENTS.fill(3, row, latents, row * LATENTS.size());
    }
    return latents;
  }
}
