package dev.digitgan.generator.model;

/** The result of a forward pass, still in the engine's memory until it is closed. One thread. */
public interface DrawnTile extends AutoCloseable {
  /**
   * Writes the pixels of rows {@code row} to {@code row + count - 1}, image by image, to {@code
   * into[at ..]}.
   *
   * @throws RuntimeException if one of them is no image: numbers that are not finite
   */
  void pixels(int row, int count, byte[] into, int at);

  @Override
  void close();
}
