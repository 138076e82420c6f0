package dev.digitgan.checkpoint.name;

import static com.google.common.base.Preconditions.checkArgument;

/** The name of a channel: 1 to 100 letters, digits, '.', '_' and '-', not first a mark. */
public record ChannelName(String text) implements Comparable<ChannelName> {
  /** The name for the newest version. It has no record and cannot be moved. */
  public static final String LATEST = "latest";

  public ChannelName {
    checkArgument(
        CheckpointKeys.isName(text),
        "'%s' is not a channel: 1 to 100 letters, digits, '.', '_' and '-', not first a mark",
        text);
  }

  public boolean isLatest() {
    return text.equals(LATEST);
  }

  /** The channel {@code text}; IllegalArgumentException if it is not valid, or is "latest". */
  public static ChannelName movable(String text) {
    ChannelName name = new ChannelName(text);
    checkArgument(!name.isLatest(), "'latest' is always the newest version, and cannot be moved");
    return name;
  }

  @Override
  public int compareTo(ChannelName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
