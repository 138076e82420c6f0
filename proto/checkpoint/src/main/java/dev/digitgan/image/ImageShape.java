package dev.digitgan.image;

import static com.google.common.base.Preconditions.checkArgument;

/** Channels, height and width of one image. */
public record ImageShape(int channels, int height, int width) {
  private static final int MAX_SIDE = 1024;
  private static final int MAX_CHANNELS = 4;

  public ImageShape {
    checkArgument(
        channels >= 1 && channels <= MAX_CHANNELS,
        "channels is %s, not from 1 to %s",
        channels,
        MAX_CHANNELS);
    checkArgument(
        height >= 1 && height <= MAX_SIDE && width >= 1 && width <= MAX_SIDE,
        "height x width is %s x %s, not from 1 to %s each",
        height,
        width,
        MAX_SIDE);
  }

  /** Bytes of one image of 8 bits a channel. */
  public int bytes() {
    return channels * height * width;
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
