package dev.digitgan.trainer.report.tensorboard;

import java.nio.ByteBuffer;

/**
 * What a PNG file says of itself. Source: the PNG specification, section 11.2.1 (IHDR).
 *
 * @param channels 1 grey, 3 RGB
 */
record PngSize(int width, int height, int channels) {
  private static final int WIDTH_AT = 16;
  private static final int COLOUR_TYPE_AT = 25;
  private static final int HEADER_BYTES = 26;

  /**
   * Of a file that is grey or RGB.
   *
   * @throws IllegalArgumentException if it is too short to be one
   */
  static PngSize of(byte[] png) {
    if (png.length < HEADER_BYTES) {
      throw new IllegalArgumentException(png.length + " bytes are no PNG file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int channels = bytes.get(COLOUR_TYPE_AT) == 0 ? 1 : 3;
    return new PngSize(bytes.getInt(WIDTH_AT), bytes.getInt(WIDTH_AT + 4), channels);
  }
}
