package dev.digitgan.generator.model;

import ai.djl.Device;
import dev.digitgan.checkpoint.Checkpoint;
import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.network.GeneratorModel;
import dev.digitgan.network.NonFiniteOutputException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loads checkpoints to one device. Digests and the whole header are verified by the reader, before
 * a byte reaches native code; then one tile is drawn, which makes the first request as fast as the
 * next and finds weights that make no numbers.
 */
public final class CheckpointLoader implements ModelLoader {
  private static final long WARM_UP_SEED = 0;

  private final CheckpointReader reader;
  private final Device device;
  private final Numerics numerics;
  private final AtomicInteger openModelCount = new AtomicInteger();

  public CheckpointLoader(CheckpointReader reader, Device device, Numerics numerics) {
    this.reader = reader;
    this.device = device;
    this.numerics = numerics;
  }

  /** To be called on a thread with gradients switched off. */
  @Override
  public LoadedModel load(Version version) throws CheckpointException, IOException {
    Checkpoint checkpoint = reader.load(version);
    GeneratorModel model = checkpoint.newModel(device, numerics.precision());
    try {
      model.sample(WARM_UP_SEED, 0, 1);
    } catch (NonFiniteOutputException e) {
      model.close();
      throw new CheckpointException("weights: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
    openModelCount.incrementAndGet();
    return new LoadedModel(
        new ModelDescription(checkpoint.manifest(), checkpoint.spec(), numerics),
        new CountedModel(model));
  }

  /** Models of this loader in native memory: loaded and not yet freed. */
  public int openModelCount() {
    return openModelCount.get();
  }

  private final class CountedModel implements TileModel {
    private final GeneratorModel model;

    CountedModel(GeneratorModel model) {
      this.model = model;
    }

    @Override
    public byte[] draw(float[] latents, int rows) {
      return model.draw(latents, rows);
    }

    @Override
    public void close() {
      model.close();
      openModelCount.decrementAndGet();
    }
  }
}
