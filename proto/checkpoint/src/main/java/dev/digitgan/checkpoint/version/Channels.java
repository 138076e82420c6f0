package dev.digitgan.checkpoint.version;

import com.google.protobuf.util.Timestamps;
import dev.digitgan.checkpoint.blob.RemovalNotices;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names for versions of one model, such as "stable".
 *
 * <p>A channel is never the truth about what exists: whoever follows one looks for the version that
 * it names. Of several who move a channel at once the last wins, and the record may then say of
 * another version than the one before that it was the previous one: a store's If-Match, which would
 * tell, is not atomic everywhere. Methods block on the store.
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

  /**
   * @param reader that must be able to read what a channel is moved to
   */
  public Channels(
      ObjectStore store, CheckpointKeys keys, CheckpointReader reader, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.reader = reader;
    this.notices = new RemovalNotices(store);
    this.clock = clock;
  }

  /**
   * Where {@code name} stands, or empty if it was never moved. Its version may be gone.
   *
   * @throws CheckpointException if its record is not understood
   * @throws IllegalArgumentException if {@code name} is none
   */
  public Optional<Channel> read(String name) throws IOException, CheckpointException {
    Optional<byte[]> record = record(name);
    return record.isPresent() ? Optional.of(decode(name, record.get())) : Optional.empty();
  }

  /** Names of the channels that were ever moved, in order. */
  public List<String> names() throws IOException {
    return store.list(keys.channels()).stream()
        .flatMap(key -> keys.channelName(key).stream())
        .sorted()
        .toList();
  }

  /** All channels by name; see {@link #read}. */
  public SortedMap<String, Channel> list() throws IOException, CheckpointException {
    SortedMap<String, Channel> channels = new TreeMap<>();
    for (String name : names()) {
      read(name).ifPresent(channel -> channels.put(name, channel));
    }
    return Collections.unmodifiableSortedMap(channels);
  }

  /**
   * Moves {@code name} to {@code version}, all of which is read and verified first. A record that
   * is not understood is replaced.
   *
   * @param by who or what does it, for people
   * @return the record as it now is; its previous version is the one before, unless that is the
   *     same
   * @throws CheckpointException if the version is not there or not whole
   * @throws IOException if a clean-up is removing the version, and the channel stands where it
   *     stood; or if the store failed, and it stands there or at {@code version}
   */
  public Channel move(String name, Version version, String by)
      throws IOException, CheckpointException {
    if (name.equals(ChannelName.LATEST)) {
      throw new IllegalArgumentException(
          "channel 'latest' is the newest version, and cannot be moved");
    }
    String key = keys.channel(name);
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
    store.put(key, RecordCodec.encode(moved));
    requireKept(name, version, before);
    return moved;
  }

  /** Moves {@code name} to the version that its record calls the previous one. */
  public Channel rollback(String name, String by) throws IOException, CheckpointException {
    Channel channel =
        read(name)
            .orElseThrow(
                () -> new WrongCheckpointException("channel '" + name + "' was never moved"));
    if (channel.getPrevious() == 0) {
      throw new WrongCheckpointException("channel '" + name + "' has no previous version");
    }
    return move(name, new Version(channel.getPrevious()), by);
  }

  /** A clean-up that did not see the channel's move may have taken the version, or be about to. */
  private void requireKept(String name, Version version, byte @Nullable [] before)
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
            "channel '" + name + "' may stand at version " + version + ": " + e.getMessage(), e);
      }
      throw e;
    }
  }

  private static long previous(String name, byte @Nullable [] before, Version version) {
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

  private Optional<byte[]> record(String name) throws IOException {
    try {
      return Optional.of(store.read(keys.channel(name), MAX_CHANNEL_BYTES));
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (ObjectTooLargeException e) {
      return Optional.of(new byte[0]); // As wrong as any other text that is no record.
    }
  }

  public static Channel decode(String name, byte[] bytes) throws CheckpointException {
    String what = "channel '" + name + "'";
    Channel channel = RecordCodec.decode(what, bytes, Channel.newBuilder()).build();
    if (channel.getVersion() < 1 || channel.getVersion() > Version.MAX) {
      throw new WrongCheckpointException(what + ": version is " + channel.getVersion());
    }
    if (channel.getPrevious() < 0 || channel.getPrevious() > Version.MAX) {
      throw new WrongCheckpointException(what + ": previous is " + channel.getPrevious());
    }
    return channel;
  }
}
