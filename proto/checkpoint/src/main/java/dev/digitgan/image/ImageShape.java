package dev.digitgan.image;

/** Channels, height and width of one image. */
public record ImageShape(int channels, int height, int width) {
  private static final int MAX_SIDE = 1024;
  private static final int MAX_CHANNELS = 4;

  public ImageShape {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "channels is " + channels + ", not from 1 to " + MAX_CHANNELS);
    }
    if (height < 1 || height > MAX_SIDE || width < 1 || width > MAX_SIDE) {
      throw new IllegalArgumentException(
          "height x width is " + height + " x " + width + ", not from 1 to " + MAX_SIDE + " each");
    }
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
