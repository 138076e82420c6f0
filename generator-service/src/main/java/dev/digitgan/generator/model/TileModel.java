package dev.digitgan.generator.model;

/** A network in native memory. Any number of threads may call {@link #draw} concurrently. */
public interface TileModel extends AutoCloseable {
  /** Returns the row counts that {@link #draw} takes; all make the same pixels. */
  TileSizes sizes();

  /**
   * Makes one forward pass.
   *
   * @param latents {@code rows * latent size} numbers, row by row; padding rows do not change the
   *     others
   * @param rows one of {@link #sizes}
   * @return the result, which the caller closes
   */
  DrawnTile draw(float[] latents, int rows);

  /** Frees the native memory; no thread may be in {@link #draw} then, or call it later. */
  @Override
  void close();

  /** The result of a forward pass, in the engine's memory until it is closed. For one thread. */
  interface DrawnTile extends AutoCloseable {
    /**
     * Writes the pixels of rows {@code row} to {@code row + count - 1}, image by image, to {@code
     * into[at ..]}.
     *
     * @throws RuntimeException if one of the rows holds NaN or infinite values
     */
    void pixels(int row, int count, byte[] into, int at);

    @Override
    void close();
  }
}
