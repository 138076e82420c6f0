package dev.digitgan.generator.model;

/** A network as calibration sees it. */
@FunctionalInterface
interface ForwardPass {
  /**
   * Makes one forward pass.
   *
   * @param latents {@code rows} of them, row by row
   * @return all numbers that came out, row by row, not yet pixels
   */
  double[] outputs(float[] latents, int rows);
}
