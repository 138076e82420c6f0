package dev.digitgan.cli.store;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.name.VersionName;
import dev.digitgan.checkpoint.retention.Retention;
import dev.digitgan.checkpoint.retention.RetentionPolicy;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.checkpoint.version.CheckpointReader;
import dev.digitgan.checkpoint.version.VersionResolver;
import dev.digitgan.checkpoint.version.VersionResolver.VersionNotFoundException;
import dev.digitgan.cli.console.Texts;
import dev.digitgan.command.UserErrorException;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One model in an open store, which it owns. */
public final class OpenModel implements AutoCloseable {
  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final CheckpointReader reader;
  private final Channels channels;
  private final VersionResolver versions;

  /**
   * @param trusted the keys whose signatures are required; empty: none are
   * @param notes for people, about versions that are left out
   */
  OpenModel(
      ObjectStore store, CheckpointKeys keys, Optional<TrustedKeys> trusted, PrintWriter notes) {
    this.store = store;
    this.keys = keys;
    this.reader =
        trusted
            .map(trustedKeys -> new CheckpointReader(store, keys, trustedKeys))
            .orElseGet(() -> new CheckpointReader(store, keys));
    this.channels = new Channels(store, keys, reader, InstantSource.system());
    this.versions =
        new VersionResolver(
            store,
            keys,
            reader,
            (version, e) ->
                notes.println("version " + version + " is left out: " + Texts.failure(e)));
  }

  public CheckpointReader reader() {
    return reader;
  }

  /**
   * Returns the existing version that {@code name} means. Versions that cannot be read are left
   * out, with a note.
   *
   * @throws UserErrorException if there is no such version
   * @throws CheckpointException if that cannot be found out
   */
  public Version version(VersionName name) throws IOException, CheckpointException {
    try {
      return versions.require(name);
    } catch (VersionNotFoundException e) {
      throw UserErrorException.of(e);
    }
  }

  Channels channels() {
    return channels;
  }

  Retention retention(RetentionPolicy policy) {
    return new Retention(store, keys, policy, InstantSource.system());
  }

  /** Returns the names of the channels by version, "latest" first, without unreadable ones. */
  Map<Version, List<String>> channelsByVersion(List<Version> versions) throws IOException {
    Map<Version, List<String>> names = new TreeMap<>();
    if (!versions.isEmpty()) {
      add(names, versions.get(0), ChannelName.LATEST);
    }
    for (ChannelName name : channels.names()) {
      channel(name)
          .ifPresent(channel -> add(names, new Version(channel.getVersion()), name.text()));
    }
    return names;
  }

  private Optional<Channel> channel(ChannelName name) {
    try {
      return channels.read(name);
    } catch (CheckpointException | IOException e) {
      return Optional.empty();
    }
  }

  private static void add(Map<Version, List<String>> names, Version version, String name) {
    names.computeIfAbsent(version, any -> new ArrayList<>()).add(name);
  }

  @Override
  public String toString() {
    return keys.model() + " in " + store;
  }

  @Override
  public void close() {
    store.close();
  }
}
