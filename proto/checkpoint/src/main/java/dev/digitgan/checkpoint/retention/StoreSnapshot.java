package dev.digitgan.checkpoint.retention;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The objects of a store that matter to a clean-up, each as it was at some moment of the look.
 *
 * @param records the records of all models and the indexes of data sets, by key
 * @param channels of the model whose versions are removed
 * @param leftovers probes and notices of removal
 */
record StoreSnapshot(
    Instant takenAt,
    Map<String, Entry> records,
    SortedMap<ChannelName, Channel> channels,
    List<StoredObject> blobs,
    List<StoredObject> leftovers) {
  private static final long MAX_RECORD_BYTES = 4 << 20;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  StoreSnapshot {
    records = Map.copyOf(records);
    channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
    blobs = List.copyOf(blobs);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * One record. Its references are every SHA-256 in it or its key, so that records of unknown kinds
   * and schemas keep their blobs too.
   */
  record Entry(StoredObject object, Sha256 digest, Set<String> references) {
    Entry {
      references = Set.copyOf(references);
    }
  }

  /**
   * Takes a snapshot of {@code store}. Records that {@code known} has unchanged are not read again;
   * CheckpointException if one that a safe removal depends on is not valid.
   */
  static StoreSnapshot take(
      ObjectStore store, CheckpointKeys keys, Instant takenAt, Map<String, Entry> known)
      throws IOException, CheckpointException {
    List<StoredObject> blobs = store.listObjects(CheckpointKeys.blobs());
    List<StoredObject> leftovers = new ArrayList<>();
    leftovers.addAll(store.listObjects(CheckpointKeys.probes()));
    leftovers.addAll(store.listObjects(CheckpointKeys.removals()));
    Map<String, Entry> records = new HashMap<>();
    SortedMap<ChannelName, Channel> channels = new TreeMap<>();
    List<StoredObject> named = new ArrayList<>(store.listObjects(CheckpointKeys.models()));
    store.listObjects(CheckpointKeys.dataSets()).stream()
        .filter(object -> CheckpointKeys.isDataSetIndex(object.key()))
        .forEach(named::add);
    for (StoredObject object : named) {
      Optional<ChannelName> channel = keys.channelName(object.key());
      Entry earlier = known.get(object.key());
      if (channel.isEmpty() && earlier != null && earlier.object().equals(object)) {
        records.put(object.key(), earlier);
        continue;
      }
      try {
        byte[] bytes = store.read(object.key(), MAX_RECORD_BYTES);
        records.put(object.key(), entry(object, bytes));
        if (channel.isPresent()) {
          channels.put(channel.get(), Channels.decode(channel.get(), bytes));
        }
      } catch (NoSuchObjectException e) {
        // It was removed after it was listed.
      } catch (ObjectTooLargeException e) {
        throw new CheckpointException.Wrong("its references are not known: " + e.getMessage(), e);
      }
    }
    return new StoreSnapshot(takenAt, records, channels, blobs, leftovers);
  }

  static Entry entry(StoredObject object, byte[] bytes) {
    Set<String> references = new HashSet<>();
    collect(object.key(), references);
    collect(new String(bytes, StandardCharsets.ISO_8859_1), references);
    return new Entry(object, Sha256.of(bytes), references);
  }

  private static void collect(String text, Set<String> references) {
    DIGEST.matcher(text).results().map(MatchResult::group).forEach(references::add);
  }
}
