package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the store which versions a policy wants served; while that fails, offers the last good
 * one. For one thread.
 */
public final class FollowedVersions implements VersionSource {
  private static final Logger log = LoggerFactory.getLogger(FollowedVersions.class);

  private final Follow follow;
  private final CheckpointReader reader;
  private final StoredChannels channels;
  private final Supplier<Optional<Version>> lastGood;
  private Optional<Version> followed = Optional.empty();
  private Map<String, Version> table = Map.of();
  private boolean tableUnreadable;

  /**
   * @param lastGood the version that was served last, to start from while the store is down; empty
   *     if none is kept
   */
  public FollowedVersions(
      Follow follow,
      CheckpointReader reader,
      StoredChannels channels,
      Supplier<Optional<Version>> lastGood) {
    this.follow = follow;
    this.reader = reader;
    this.channels = channels;
    this.lastGood = lastGood;
  }

  @Override
  public List<Version> candidates(Optional<Version> served) throws IOException {
    Optional<String> name = follow.channel();
    if (name.isPresent()) {
      followed = channels.version(name.get());
      return follow.candidates(List.of(), followed, served);
    }
    return follow.candidates(reader.versions(), Optional.empty(), served);
  }

  /** Tolerates a store that lets its versions be read, but not its channels. */
  @Override
  public Map<String, Version> channels() {
    try {
      table = channels.table();
      tableUnreadable = false;
    } catch (IOException e) {
      if (!tableUnreadable) {
        tableUnreadable = true;
        log.warn("cannot read channels, requests use the last known ones: {}", Logging.oneLine(e));
      }
    }
    // The followed channel may have moved since candidates(), to a version not loaded yet.
    Map<String, Version> seen = new HashMap<>(table);
    follow.channel().ifPresent(name -> followed.ifPresent(version -> seen.put(name, version)));
    return seen;
  }

  @Override
  public boolean changed(StoredObject damaged) throws IOException {
    return reader.changed(damaged);
  }

  @Override
  public Optional<Version> lastGood() {
    return lastGood.get().filter(follow::accepts);
  }
}
