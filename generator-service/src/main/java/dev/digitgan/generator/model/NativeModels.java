package dev.digitgan.generator.model;

import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.TileOutput;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts models from the moment they take native memory until it is freed. */
final class NativeModels {
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();

  /** Owns {@code model} from now on; the caller closes the handle. */
  Handle open(GeneratorModel model) {
    Handle handle = new Handle(model);
    count.incrementAndGet();
    bytes.addAndGet(model.weightBytes());
    return handle;
  }

  int count() {
    return count.get();
  }

  long bytes() {
    return bytes.get();
  }

  final class Handle implements AutoCloseable {
    private final GeneratorModel model;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private Handle(GeneratorModel model) {
      this.model = model;
    }

    GeneratorModel model() {
      return model;
    }

    double[] outputs(float[] latents, int rows) {
      try (TileOutput output = model.forward(latents, rows)) {
        return output.values();
      }
    }

    /** Returns the same model; closing the result closes this handle. */
    TileModel withSizes(TileSizes sizes) {
      return new EngineModel(this, sizes);
    }

    @Override
    public void close() {
      if (open.compareAndSet(true, false)) {
        model.close();
        bytes.addAndGet(-model.weightBytes());
        count.decrementAndGet();
      }
    }
  }

  private record EngineModel(Handle handle, TileSizes sizes) implements TileModel {
    @Override
    public DrawnTile draw(float[] latents, int rows) {
      return new EngineTile(handle.model.forward(latents, rows));
    }

    @Override
    public void close() {
      handle.close();
    }
  }

  private record EngineTile(TileOutput output) implements TileModel.DrawnTile {
    @Override
    public void pixels(int row, int count, byte[] into, int at) {
      output.pixels(row, count, into, at);
    }

    @Override
    public void close() {
      output.close();
    }
  }
}
