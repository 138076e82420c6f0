package dev.digitgan.checkpoint.version;

import static com.google.common.base.Preconditions.checkArgument;
import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.blob.RemovalNotices;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names for versions of one model, such as "stable".
 *
 * <p>A channel does not prove that its version exists: readers look for the version that it names.
 * The last of several concurrent moves wins, and its record may then give a wrong previous version:
 * a store's If-Match, which would prevent that, is not atomic everywhere. Methods block on the
 * store.
 */
public final class Channels {
  private static final long MAX_CHANNEL_BYTES = 1 << 16;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final CheckpointReader reader;
  private final RemovalNotices notices;
  private final InstantSource clock;

  public Channels(ObjectStore store, CheckpointKeys keys, InstantSource clock) {
    this(store, keys, new CheckpointReader(store, keys), clock);
  }

  /** Channels that move only to versions that {@code reader} can read. */
  public Channels(
      ObjectStore store, CheckpointKeys keys, CheckpointReader reader, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.reader = reader;
    this.notices = new RemovalNotices(store);
    this.clock = clock;
  }

  /** The record of {@code name}; empty if it was never moved. Its version may not exist. */
  public Optional<Channel> read(ChannelName name) throws IOException, CheckpointException {
    Optional<byte[]> record = record(name);
    return record.isPresent() ? Optional.of(decode(name, record.get())) : Optional.empty();
  }

  /** The channels that were ever moved, in order. */
  public List<ChannelName> names() throws IOException {
    return store.list(keys.channels()).stream()
        .flatMap(key -> keys.channelName(key).stream())
        .sorted()
        .toList();
  }

  /**
   * Moves {@code name} to {@code version} after reading and verifying all of that. Replaces a
   * damaged record.
   *
   * @param by the person or program that moves it
   * @return the new record; moving to the same version keeps the previous one
   * @throws CheckpointException if the version is incomplete or wrong
   * @throws IOException if a clean-up is removing the version, so that the channel has not moved,
   *     or if the store failed, so that it may or may not have moved
   */
  public Channel move(ChannelName name, Version version, String by)
      throws IOException, CheckpointException {
    checkArgument(!name.isLatest(), "channel 'latest' is the newest version, and cannot be moved");
    Checkpoint checkpoint = reader.verify(version);
    byte @Nullable [] before = record(name).orElse(null);
    Channel moved =
        Channel.newBuilder()
            .setVersion(version.number())
            .setDigest(checkpoint.digest().toString())
            .setMovedAt(Timestamps.fromMillis(clock.millis()))
            .setBy(by)
            .setPrevious(previous(name, before, version))
            .build();
    store.put(keys.channel(name), RecordCodec.encode(moved));
    requireKept(name, version, before);
    return moved;
  }

  /** Moves {@code name} to the previous version of its record. */
  public Channel rollback(ChannelName name, String by) throws IOException, CheckpointException {
    Channel channel =
        read(name)
            .orElseThrow(
                () -> new CheckpointException.Wrong("channel '" + name + "' was never moved"));
    check(channel.getPrevious() != 0, "channel '%s' has no previous version", name);
    return move(name, new Version(channel.getPrevious()), by);
  }

  /** Undoes the move if a clean-up that did not see it has removed the version, or is about to. */
  private void requireKept(ChannelName name, Version version, byte @Nullable [] before)
      throws IOException {
    String channel = keys.channel(name);
    String manifest = keys.manifest(version);
    try {
      notices.requireNoneNames(List.of(manifest), channel);
      if (store.stat(manifest).isEmpty()) {
        throw new IOException("version " + version + " was removed meanwhile");
      }
    } catch (IOException e) {
      try {
        if (before != null) {
          store.put(channel, before);
        } else {
          store.delete(channel);
        }
      } catch (IOException again) {
        e.addSuppressed(again);
        throw new IOException(
            "channel '" + name + "' may name version " + version + ": " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private static long previous(ChannelName name, byte @Nullable [] before, Version version) {
    if (before == null) {
      return 0;
    }
    try {
      Channel channel = decode(name, before);
      return channel.getVersion() == version.number()
          ? channel.getPrevious()
          : channel.getVersion();
    } catch (CheckpointException e) {
      return 0;
    }
  }

  private Optional<byte[]> record(ChannelName name) throws IOException {
    try {
      return Optional.of(store.read(keys.channel(name), MAX_CHANNEL_BYTES));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (ObjectTooLargeException e) {
      return Optional.of(new byte[0]); // As wrong as any other text that is not a record.
    }
  }

  public static Channel decode(ChannelName name, byte[] bytes) throws CheckpointException {
    String what = "channel '" + name + "'";
    Channel channel = RecordCodec.decode(what, bytes, Channel.newBuilder()).build();
    long version = channel.getVersion();
    check(version >= 1 && version <= Version.MAX, "%s: version is %s", what, version);
    long previous = channel.getPrevious();
    check(previous >= 0 && previous <= Version.MAX, "%s: previous is %s", what, previous);
    return channel;
  }
}
