package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.generator.model.ChannelTable;
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

/** Channels of the store. For one thread. */
public final class StoredChannels implements ChannelSource {
  private static final Logger log = LoggerFactory.getLogger(StoredChannels.class);

  /** Requests can name no more than these, the first by their names: each is read at each look. */
  private static final int MAX_NAMED = 64;

  /** Records that may fail to be read before the store counts as failing. */
  private static final int MAX_UNREADABLE = 3;

  private final Channels channels;
  private Map<String, Version> before = Map.of();
  private Set<String> unreadable = Set.of();
  private Set<String> damaged = Set.of();
  private boolean tooMany;

  public StoredChannels(Channels channels) {
    this.channels = channels;
  }

  /** A record that is not understood counts as a failure of the store: it may be moved again. */
  @Override
  public Optional<Version> version(String channel) throws IOException {
    try {
      return channels.read(channel).map(pointer -> new Version(pointer.getVersion()));
    } catch (CheckpointException | IllegalArgumentException e) {
      throw new IOException("channel '" + channel + "': " + e.getMessage(), e);
    }
  }

  @Override
  public ChannelTable table() throws IOException {
    Map<String, Version> versions = new HashMap<>();
    Set<String> notUnderstood = new HashSet<>();
    Set<String> notRead = new TreeSet<>();
    List<String> names = channels.names();
    for (String name : names.subList(0, Math.min(MAX_NAMED, names.size()))) {
      try {
        channels
            .read(name)
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
    return new ChannelTable(versions);
  }

  private void logChanges(Set<String> notUnderstood, Set<String> notRead, boolean moreThanNamed) {
    if (!notUnderstood.equals(damaged) && !notUnderstood.isEmpty()) {
      log.warn("channels that are not understood, and not there for requests: {}", notUnderstood);
    }
    if (!notRead.equals(unreadable) && !notRead.isEmpty()) {
      log.warn("channels that cannot be read now, and stay for requests: {}", notRead);
    }
    if (moreThanNamed && !tooMany) {
      log.warn("requests can name the first {} channels only", MAX_NAMED);
    }
    damaged = notUnderstood;
    unreadable = notRead;
    tooMany = moreThanNamed;
  }
}
