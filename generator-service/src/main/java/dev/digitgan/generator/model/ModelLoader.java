package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import java.io.IOException;

/** Brings committed versions into memory. */
@FunctionalInterface
public interface ModelLoader {
  /**
   * The model of {@code version}, verified, warm and held by the caller. Blocks on the store.
   *
   * @throws CheckpointException if that version can never be loaded
   * @throws IOException if the store failed: trying again may help
   */
  LoadedModel load(Version version) throws CheckpointException, IOException;
}
