package dev.digitgan.generator.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.model.TileCalibration.ForwardPass;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.Precision;
import dev.digitgan.network.TileOutput;
import dev.digitgan.runtime.engine.EngineSettings;
import dev.digitgan.runtime.engine.EngineThreads;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tiles of the real engine, on networks of the sizes that are served. */
@Tag("ci")
class RealTilesTest {
  private static final List<Integer> THREADS = List.of(1, 2, 4);
  private static final List<Integer> FEW = List.of(1, 5, 16);
  private static final List<Integer> MANY = List.of(1, 2, 3, 4, 7, 8, 15, 16, 17, 32, 33, 128, 256);

  /** Draws images {@code 0 .. count - 1} of a seed in tiles of one size. */
  private static byte[] draw(GeneratorModel model, int count, int rows) {
    int size = model.spec().latents().size();
    int bytes = model.spec().shape().bytes();
    byte[] pixels = new byte[count * bytes];
    float[] latents = new float[rows * size];
    for (int at = 0; at < count; at += rows) {
      int filled = Math.min(rows, count - at);
      for (int row = 0; row < filled; row++) {
        model.spec().latents().fill(11, at + row, latents, row * size);
      }
      try (TileOutput output = model.forward(latents, rows)) {
        output.pixels(0, filled, pixels, at * bytes);
      }
    }
    return pixels;
  }

  @ParameterizedTest
  @EnumSource
  void inDoublePrecisionNeitherRowsNorThreadsChangeAPixel(RealNetworks network) throws Exception {
    requireEqualPixels(network, 32, FEW);
  }

  @Tag("long")
  @ParameterizedTest
  @EnumSource
  void inDoublePrecisionNeitherRowsNorThreadsChangeAPixelOfManyImages(RealNetworks network)
      throws Exception {
    requireEqualPixels(network, 256, MANY);
  }

  private static void requireEqualPixels(RealNetworks network, int count, List<Integer> sizes)
      throws Exception {
    try (GeneratorModel model = network.model(Precision.FLOAT64, 1)) {
      byte[] expected = onThread(1, () -> draw(model, count, GeneratorModel.CANONICAL_TILE));
      for (int threads : THREADS) {
        for (int rows : sizes) {
          assertThat(onThread(threads, () -> draw(model, count, rows)))
              .as("%d rows, %d threads", rows, threads)
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void calibratedSizesDrawWhatTheCanonicalOneDraws(RealNetworks network) throws Exception {
    onThread(
        1,
        () -> {
          TileCalibration calibration =
              new TileCalibration(
                  Precision.FLOAT32, TileCalibration.CPU_CANDIDATES, TileCalibration::threadNanos);
          for (int weights = 0; weights < 2; weights++) {
            try (GeneratorModel model = network.model(Precision.FLOAT32, weights)) {
              TileSizes sizes = calibration.sizes(network.spec, pass(model));

              assertThat(sizes.rows()).contains(GeneratorModel.CANONICAL_TILE);
              byte[] expected = model.sample(11, 0, 128);
              for (int rows : sizes.rows()) {
                assertThat(draw(model, 128, rows)).as("%d rows", rows).isEqualTo(expected);
              }
            }
          }
          return true;
        });
  }

  private static ForwardPass pass(GeneratorModel model) {
    return (latents, rows) -> {
      try (TileOutput output = model.forward(latents, rows)) {
        return output.values();
      }
    };
  }

  private interface Work<T> {
    T run() throws Exception;
  }

  private static <T> T onThread(int intraOpThreads, Work<T> work) throws Exception {
    ExecutorService executor =
        Executors.newSingleThreadExecutor(
            new EngineThreads("test", new EngineSettings(intraOpThreads, 1)));
    try {
      Future<T> result = executor.submit(work::run);
      return result.get(10, TimeUnit.MINUTES);
    } finally {
      executor.shutdownNow();
    }
  }
}
