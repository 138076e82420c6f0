package dev.digitgan.checkpoint.retention;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.checkpoint.version.Channels;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was in a store, as far as a clean-up looks: all of it, but each part at its own moment.
 *
 * @param takenAt by the clock that ages are told by
 * @param records everything under the prefix of all models, and what data sets hold, by key
 * @param channels of the one model that versions are removed of
 * @param blobs of all models
 * @param leftovers probes and notices of removal
 */
record StoreSnapshot(
    Instant takenAt,
    Map<String, Entry> records,
    Map<String, Channel> channels,
    List<StoredObject> blobs,
    List<StoredObject> leftovers) {
  private static final long MAX_RECORD_BYTES = 4 << 20;
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  StoreSnapshot {
    records = Map.copyOf(records);
    channels = Map.copyOf(channels);
    blobs = List.copyOf(blobs);
    leftovers = List.copyOf(leftovers);
  }

  /**
   * One record.
   *
   * @param digest of its bytes
   * @param references every SHA-256 that stands in it or in its key, whatever the record means, so
   *     that a kind or a schema that is not known here keeps its blobs too
   */
  record Entry(StoredObject object, Sha256 digest, Set<String> references) {
    Entry {
      references = Set.copyOf(references);
    }
  }

  /**
   * Looks at {@code store}.
   *
   * @param known an earlier look, whose records are not read again unless they may have changed
   * @throws CheckpointException if something is not understood without which nothing can safely be
   *     removed
   */
  static StoreSnapshot take(
      ObjectStore store, CheckpointKeys keys, Instant takenAt, Map<String, Entry> known)
      throws IOException, CheckpointException {
    List<StoredObject> blobs = store.listObjects(CheckpointKeys.blobs());
    List<StoredObject> leftovers = new ArrayList<>();
    leftovers.addAll(store.listObjects(CheckpointKeys.probes()));
    leftovers.addAll(store.listObjects(CheckpointKeys.removals()));
    Map<String, Entry> records = new HashMap<>();
    Map<String, Channel> channels = new TreeMap<>();
    List<StoredObject> named = new ArrayList<>(store.listObjects(CheckpointKeys.models()));
    store.listObjects(CheckpointKeys.dataSets()).stream()
        .filter(object -> CheckpointKeys.isDataSetRecord(object.key()))
        .forEach(named::add);
    for (StoredObject object : named) {
      String channel = keys.channelName(object.key()).orElse("");
      Entry earlier = known.get(object.key());
      if (channel.isEmpty() && earlier != null && earlier.object().equals(object)) {
        records.put(object.key(), earlier);
        continue;
      }
      try {
        byte[] bytes = store.read(object.key(), MAX_RECORD_BYTES);
        records.put(object.key(), entry(object, bytes));
        if (!channel.isEmpty()) {
          channels.put(channel, Channels.decode(channel, bytes));
        }
      } catch (NoSuchObjectException e) {
        // Removed since it was listed.
      } catch (ObjectTooLargeException e) {
        throw new WrongCheckpointException("what it refers to is not known: " + e.getMessage(), e);
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
    Matcher matcher = DIGEST.matcher(text);
    while (matcher.find()) {
      references.add(matcher.group());
    }
  }
}
