package dev.digitgan.generator.model;

/** A network in native memory. {@link #draw} may be called by many threads at once. */
public interface TileModel extends AutoCloseable {
  /**
   * Draws one tile.
   *
   * @param latents rows of the canonical tile, those after the first {@code rows} being padding
   * @return the pixels of the first {@code rows} images
   */
  byte[] draw(float[] latents, int rows);

  /** Frees the native memory; no thread may be in {@link #draw} then, or come to it later. */
  @Override
  void close();
}
