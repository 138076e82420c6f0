package dev.digitgan.generator.model;

import dev.digitgan.checkpoint.name.Version;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where channels stood when the store was last looked at. */
public record ChannelTable(Map<String, Version> versions) {
  /** No channel at all. */
  public static final ChannelTable NONE = new ChannelTable(Map.of());

  public ChannelTable {
    versions = Map.copyOf(versions);
  }

  /** The version that {@code channel} names; empty: it was never moved. */
  public Optional<Version> version(String channel) {
    return Optional.ofNullable(versions.get(channel));
  }

  /** This table with {@code channel} at {@code version}. */
  public ChannelTable with(String channel, Version version) {
    SortedMap<String, Version> changed = new TreeMap<>(versions);
    changed.put(channel, version);
    return new ChannelTable(changed);
  }
}
