package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model in memory and the count of its holders. The loader holds it first and calls {@link
 * #retire} once; the last holder to release it frees the native memory.
 */
public final class LoadedModel {
  private final ModelDescription description;
  private final TileModel model;
  private final AtomicInteger holders = new AtomicInteger(1);

  /** Brings committed versions into memory. */
  @FunctionalInterface
  public interface Loader {
    /**
     * Returns the model of {@code version}, verified, warm and held by the caller. Blocks on the
     * store.
     *
     * @throws CheckpointException if that version can never be loaded
     * @throws IOException if the store failed: another try may succeed
     */
    LoadedModel load(Version version) throws CheckpointException, IOException;
  }

  public LoadedModel(ModelDescription description, TileModel model) {
    this.description = description;
    this.model = model;
  }

  public ModelDescription description() {
    return description;
  }

  /** Returns false if the model is freed, or about to be. */
  boolean hold() {
    return holders.getAndUpdate(now -> now == 0 ? 0 : now + 1) > 0;
  }

  /** Releases the loader's own hold. */
  void retire() {
    release();
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      model.close();
    }
  }

  TileModel model() {
    return model;
  }
}
