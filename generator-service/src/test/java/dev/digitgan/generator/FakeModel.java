package dev.digitgan.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.digitgan.generator.model.TileModel;
import dev.digitgan.generator.model.TileSizes;
import dev.digitgan.network.GeneratorModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** "Draws" each image as a byte pattern of its latent alone; knows when it is used too late. */
public final class FakeModel implements TileModel {
  private final AtomicInteger drawCount = new AtomicInteger();
  private final AtomicInteger closeCount = new AtomicInteger();
  private final AtomicInteger lateDrawCount = new AtomicInteger();

  private final TileSizes sizes;

  /** Runs before each tile, on the worker's thread. */
  private final Runnable beforeDraw;

  public FakeModel() {
    this(() -> {});
  }

  public FakeModel(Runnable beforeDraw) {
    this(beforeDraw, new TileSizes(List.of(GeneratorModel.CANONICAL_TILE)));
  }

  public FakeModel(Runnable beforeDraw, TileSizes sizes) {
    this.sizes = sizes;
    this.beforeDraw = beforeDraw;
  }

  @Override
  public TileSizes sizes() {
    return sizes;
  }

  @Override
  public DrawnTile draw(float[] latents, int rows) {
    assertThat(sizes.rows()).contains(rows);
    assertThat(latents).hasSize(rows * TestModels.LATENTS.size());
    drawCount.incrementAndGet();
    beforeDraw.run();
    if (closeCount.get() > 0) {
      lateDrawCount.incrementAndGet();
    }
    byte[] pixels = new byte[rows * TestModels.SHAPE.bytes()];
    for (int row = 0; row < rows; row++) {
      image(latents, row, pixels);
    }
    int bytes = TestModels.SHAPE.bytes();
    return new DrawnTile() {
      @Override
      public void pixels(int row, int count, byte[] into, int at) {
        System.arraycopy(pixels, row * bytes, into, at, count * bytes);
      }

      @Override
      public void close() {}
    };
  }

  private static void image(float[] latents, int row, byte[] pixels) {
    int size = TestModels.LATENTS.size();
    int bytes = TestModels.SHAPE.bytes();
    for (int i = 0; i < bytes; i++) {
      int bits = Float.floatToIntBits(latents[row * size + i % size]);
      pixels[row * bytes + i] = (byte) (bits >>> (i % 16));
    }
  }

  /** What {@link #draw} makes of images of {@code seed}. */
  public static byte[] expected(long seed, long first, int count) {
    int size = TestModels.LATENTS.size();
    float[] latents = new float[count * size];
    byte[] pixels = new byte[count * TestModels.SHAPE.bytes()];
    for (int row = 0; row < count; row++) {
      TestModels.LATENTS.fill(seed, first + row, latents, row * size);
      image(latents, row, pixels);
    }
    return pixels;
  }

  @Override
  public void close() {
    closeCount.incrementAndGet();
  }

  public int drawCount() {
    return drawCount.get();
  }

  public int closeCount() {
    return closeCount.get();
  }

  /** Tiles that were drawn after the memory was freed: a crash, in the real one. */
  public int lateDrawCount() {
    return lateDrawCount.get();
  }
}
