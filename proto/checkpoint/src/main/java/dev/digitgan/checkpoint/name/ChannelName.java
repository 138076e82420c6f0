package dev.digitgan.checkpoint.name;

/**
 * The name of a channel: letters, digits, '.', '_' and '-', 1 to 100, the first a letter or digit.
 * "latest" is one that nobody moves.
 */
public record ChannelName(String text) {
  /** The newest version. Implied: no record says so, and nobody moves it. */
  public static final String LATEST = "latest";

  public ChannelName {
    if (!CheckpointKeys.isName(text)) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is no channel: 1 to 100 letters, digits, '.', '_' and '-', not first a mark");
    }
  }

  /** Whether it names the newest version, wherever that is. */
  public boolean isLatest() {
    return text.equals(LATEST);
  }

  /**
   * A channel that can be moved.
   *
   * @throws IllegalArgumentException if it is none, or is "latest"
   */
  public static ChannelName movable(String text) {
    ChannelName name = new ChannelName(text);
    if (name.isLatest()) {
      throw new IllegalArgumentException(
          "'latest' is always the newest version, and cannot be moved");
    }
    return name;
  }

  @Override
  public String toString() {
    return text;
  }
}
