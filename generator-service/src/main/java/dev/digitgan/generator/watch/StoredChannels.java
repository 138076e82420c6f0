package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.Channels;
import dev.digitgan.checkpoint.CheckpointException;
import dev.digitgan.checkpoint.Version;
import java.io.IOException;
import java.util.Optional;

/**
 * Channels of the store. A record that is not understood counts as a failure of the store, since it
 * may be moved again.
 */
public final class StoredChannels implements ChannelSource {
  private final Channels channels;

  public StoredChannels(Channels channels) {
    this.channels = channels;
  }

  @Override
  public Optional<Version> version(String channel) throws IOException {
    try {
      return channels.read(channel).map(pointer -> new Version(pointer.getVersion()));
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new IOException("channel '" + channel + "': " + e.getMessage(), e);
    }
  }
}
