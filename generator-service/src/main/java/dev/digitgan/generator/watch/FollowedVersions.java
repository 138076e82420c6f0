package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.generator.model.ChannelTable;
import dev.digitgan.runtime.command.Logging;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store says should be served, by a policy; and where that cannot be, the last good one.
 * For one thread.
 */
public final class FollowedVersions implements VersionSource {
  private static final Logger log = LoggerFactory.getLogger(FollowedVersions.class);

  private final Follow follow;
  private final CheckpointReader reader;
  private final ChannelSource channels;
  private final Supplier<Optional<Version>> lastGood;
  private Optional<Version> followed = Optional.empty();
  private ChannelTable table = ChannelTable.NONE;
  private boolean tableUnreadable;

  /**
   * @param lastGood the version that was served last, to start from while the store is down; empty
   *     if none is kept
   */
  public FollowedVersions(
      Follow follow,
      CheckpointReader reader,
      ChannelSource channels,
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

  /** A store that shows its versions but not its channels, as rights may have it, still serves. */
  @Override
  public ChannelTable channels() {
    try {
      table = channels.table();
      tableUnreadable = false;
    } catch (IOException e) {
      if (!tableUnreadable) {
        tableUnreadable = true;
        log.warn("channels cannot be read, for requests they stay: {}", Logging.oneLine(e));
      }
    }
    // Moved between the two looks, it would name what nobody has begun to load.
    return follow
        .channel()
        .flatMap(name -> followed.map(version -> table.with(name, version)))
        .orElse(table);
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
