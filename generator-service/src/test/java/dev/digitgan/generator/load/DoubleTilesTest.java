package dev.digitgan.generator.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.network.TileOutput;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In double precision the pixels do not depend on how many rows a forward pass has. */
@Tag("ci")
class DoubleTilesTest {
  private static final long SEED = 11;

  @Test
  void anyTileMakesTheSamePixels() {
    assertAllEqual(Generators.MLP, 256, List.of(1, 2, 3, 5, 8, 16, 31, 128));
  }

  @ParameterizedTest
  @EnumSource(names = {"MLP", "CONV"})
  @Tag("long")
  void everyTileMakesTheSamePixels(Generators generator) {
    int imageCount = generator == Generators.MLP ? 8_192 : 1_024;
    List<Integer> sizes =
        IntStream.concat(
                IntStream.rangeClosed(1, 33),
                IntStream.of(40, 48, 63, 65, 96, 127, 128, 192, 256, 384, 512))
            .boxed()
            .toList();

    int comparedCount = assertAllEqual(generator, imageCount, sizes);

    Figures.print(
        String.format(
            Locale.ROOT,
            "float64, %s: %d images by tiles of %d sizes from 1 to 512 rows, 0 different from those of 64 rows",
            generator,
            comparedCount,
            sizes.size()));
  }

  private static int assertAllEqual(Generators generator, int imageCount, List<Integer> sizes) {
    try (GeneratorModel model = generator.model(generator.random(1), Precision.FLOAT64)) {
      byte[] canonical = model.sample(SEED, 0, imageCount);
      for (int rows : sizes) {
        assertThat(Arrays.mismatch(draw(model, imageCount, rows), canonical))
            .as("first pixel that tiles of %d rows make otherwise", rows)
            .isEqualTo(-1);
      }
    }
    return imageCount * sizes.size();
  }

  private static byte[] draw(GeneratorModel model, int imageCount, int rows) {
    int size = model.spec().latents().size();
    int bytes = Generators.SHAPE.bytes();
    byte[] pixels = new byte[imageCount * bytes];
    for (int done = 0; done < imageCount; done += rows) {
      float[] latents = new float[rows * size];
      for (int row = 0; row < rows; row++) {
        model.spec().latents().fill(SEED, done + row, latents, row * size);
      }
      try (TileOutput tile = model.forward(latents, rows)) {
        tile.pixels(0, Math.min(rows, imageCount - done), pixels, done * bytes);
      }
    }
    return pixels;
  }
}
