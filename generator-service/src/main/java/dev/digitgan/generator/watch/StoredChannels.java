package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Channels;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the store's channels. For one thread. */
public final class StoredChannels {
  private static final Logger log = LoggerFactory.getLogger(StoredChannels.class);

  /** The most channels that requests can name, in the order of names; every poll reads each. */
  private static final int MAX_NAMED = 64;

  /** Unreadable records at which the store counts as failing. */
  private static final int MAX_UNREADABLE = 3;

  private final Channels channels;
  private Map<String, Version> before = Map.of();
  private Set<String> unreadable = Set.of();
  private Set<String> damaged = Set.of();
  private boolean tooMany;

  public StoredChannels(Channels channels) {
    this.channels = channels;
  }

  /**
   * Returns the version that {@code channel} names; empty if there is no such channel. Blocks. An
   * invalid record counts as a failure of the store: a later move may repair it.
   */
  Optional<Version> version(String channel) throws IOException {
    try {
      return channels
          .read(new ChannelName(channel))
          .map(pointer -> new Version(pointer.getVersion()));
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new IOException("channel '" + channel + "': " + e.getMessage(), e);
    }
  }

  /** Returns the version of each channel, except those with an invalid record. Blocks. */
  Map<String, Version> table() throws IOException {
    Map<String, Version> versions = new HashMap<>();
    Set<String> notUnderstood = new HashSet<>();
    Set<String> notRead = new TreeSet<>();
    List<ChannelName> names = channels.names();
    for (ChannelName channel : names.subList(0, Math.min(MAX_NAMED, names.size()))) {
      String name = channel.text();
      try {
        channels
            .read(channel)
            .ifPresent(pointer -> versions.put(name, new Version(pointer.getVersion())));
      } catch (CheckpointException e) {
        notUnderstood.add(name);
      } catch (IOException e) {
        notRead.add(name);
        if (notRead.size() == MAX_UNREADABLE) {
          throw e;
        }
        if (before.containsKey(name)) {
          versions.put(name, before.get(name));
        }
      }
    }
    before = Map.copyOf(versions);
    logChanges(notUnderstood, notRead, names.size() > MAX_NAMED);
    return before;
  }

  private void logChanges(Set<String> notUnderstood, Set<String> notRead, boolean moreThanNamed) {
    if (!notUnderstood.equals(damaged) && !notUnderstood.isEmpty()) {
      log.warn("channels with invalid records, which requests cannot name: {}", notUnderstood);
    }
    if (!notRead.equals(unreadable) && !notRead.isEmpty()) {
      log.warn("channels that cannot be read now and keep their last version: {}", notRead);
    }
    if (moreThanNamed && !tooMany) {
      log.warn("requests can name the first {} channels only", MAX_NAMED);
    }
    damaged = notUnderstood;
    unreadable = notRead;
    tooMany = moreThanNamed;
  }
}
