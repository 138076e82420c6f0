package dev.digitgan.generator.watch;

import dev.digitgan.checkpoint.CheckpointReader;
import dev.digitgan.checkpoint.Version;
import dev.digitgan.generator.cache.LastGoodCache;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the store says should be served, by a policy; and without the store, the last good one. */
public final class FollowedVersions implements VersionSource {
  private final Follow follow;
  private final CheckpointReader reader;
  private final ChannelSource channels;
  private final Optional<LastGoodCache> cache;

  public FollowedVersions(
      Follow follow,
      CheckpointReader reader,
      ChannelSource channels,
      Optional<LastGoodCache> cache) {
    this.follow = follow;
    this.reader = reader;
    this.channels = channels;
    this.cache = cache;
  }

  @Override
  public List<Version> candidates(Optional<Version> served) throws IOException {
    Optional<String> name = follow.channel();
    if (name.isPresent()) {
      return follow.candidates(List.of(), channels.version(name.get()), served);
    }
    return follow.candidates(reader.versions(), Optional.empty(), served);
  }

  @Override
  public Optional<Version> lastGood() {
    return cache.flatMap(LastGoodCache::lastGood);
  }
}
