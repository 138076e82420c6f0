package dev.digitgan.generator.model;

/** A network in native memory. {@link #draw} may be called by many threads at once. */
public interface TileModel extends AutoCloseable {
  /** Row counts that {@link #draw} takes: each makes the same pixels of the same latents. */
  TileSizes sizes();

  /**
   * Makes one forward pass.
   *
   * @param latents {@code rows * latent size} numbers, row by row; rows that nobody asked for are
   *     padding and of no influence on the others
   * @param rows one of {@link #sizes}
   * @return what was drawn; the caller closes it
   */
  DrawnTile draw(float[] latents, int rows);

  /** Frees the native memory; no thread may be in {@link #draw} then, or come to it later. */
  @Override
  void close();
}
