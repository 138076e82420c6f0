package dev.digitgan.checkpoint.retention;

import dev.digitgan.checkpoint.blob.RemovalNotices;
import dev.digitgan.checkpoint.name.ChannelName;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.retention.RetentionPlan.Item;
import dev.digitgan.checkpoint.retention.RetentionPlan.Kind;
import dev.digitgan.checkpoint.retention.StoreSnapshot.Entry;
import dev.digitgan.checkpoint.v1.Channel;
import dev.digitgan.store.StoredObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides which objects go: a pure function of a snapshot. Used once. */
final class RetentionPlanner {
  private final StoreSnapshot snapshot;
  private final Map<String, Entry> records;
  private final CheckpointKeys keys;
  private final RetentionPolicy policy;
  private final List<Item> items = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();
  private final SortedMap<Version, String> kept = new TreeMap<>(Comparator.reverseOrder());

  private RetentionPlanner(StoreSnapshot snapshot, CheckpointKeys keys, RetentionPolicy policy) {
    this.snapshot = snapshot;
    this.records = snapshot.records();
    this.keys = keys;
    this.policy = policy;
  }

  static RetentionPlan plan(StoreSnapshot snapshot, CheckpointKeys keys, RetentionPolicy policy) {
    RetentionPlanner planner = new RetentionPlanner(snapshot, keys, policy);
    planner.versions();
    planner.states();
    planner.signatures();
    planner.evaluations();
    planner.blobs();
    planner.leftovers();
    return new RetentionPlan(planner.items, planner.kept);
  }

  private void versions() {
    SortedMap<Version, Entry> versions = new TreeMap<>(Comparator.reverseOrder());
    records.forEach((key, entry) -> keys.version(key).ifPresent(it -> versions.put(it, entry)));
    int newer = 0;
    for (Map.Entry<Version, Entry> version : versions.entrySet()) {
      Optional<String> reason = reasonToKeep(version.getKey(), version.getValue(), newer++);
      if (reason.isPresent()) {
        kept.put(version.getKey(), reason.get());
      } else {
        remove(
            version.getValue().object(),
            Kind.VERSION,
            "version " + version.getKey(),
            "not among the newest " + policy.versions());
      }
    }
  }

  private Optional<String> reasonToKeep(Version version, Entry manifest, int newer) {
    if (newer < policy.versions()) {
      return Optional.of("among the newest " + policy.versions());
    }
    for (Map.Entry<ChannelName, Channel> channel : snapshot.channels().entrySet()) {
      if (channel.getValue().getVersion() == version.number()) {
        return Optional.of("channel " + channel.getKey());
      }
      if (channel.getValue().getPrevious() == version.number()) {
        return Optional.of("previous version of channel " + channel.getKey());
      }
    }
    return young(manifest.object())
        ? Optional.of("younger than " + text(policy.minAge()))
        : Optional.empty();
  }

  private void states() {
    Map<String, List<StoredObject>> runs = new TreeMap<>();
    records.forEach(
        (key, entry) ->
            keys.runOfState(key)
                .ifPresent(
                    run ->
                        runs.computeIfAbsent(run, any -> new ArrayList<>()).add(entry.object())));
    runs.forEach(
        (run, states) -> {
          // The numbers in the keys have the same width.
          states.sort(Comparator.comparing(StoredObject::key).reversed());
          for (StoredObject state :
              states.subList(Math.min(policy.states(), states.size()), states.size())) {
            if (!young(state)) {
              remove(
                  state,
                  Kind.STATE,
                  state.key(),
                  "not among the newest " + policy.states() + " of run " + run);
            }
          }
        });
  }

  private void signatures() {
    Set<Sha256> present = records.values().stream().map(Entry::digest).collect(Collectors.toSet());
    Set<Sha256> remaining = remaining().map(Entry::digest).collect(Collectors.toSet());
    for (Entry entry : records.values()) {
      Optional<Sha256> signed = keys.signed(entry.object().key());
      if (signed.isPresent() && !remaining.contains(signed.get()) && !young(entry.object())) {
        remove(
            entry.object(),
            Kind.SIGNATURE,
            entry.object().key(),
            present.contains(signed.get())
                ? "of a version that is removed"
                : "of a missing version");
      }
    }
  }

  /** The records that no step has removed so far. */
  private Stream<Entry> remaining() {
    return records.values().stream().filter(entry -> !removed.contains(entry.object().key()));
  }

  private void evaluations() {
    Set<Version> remaining =
        remaining()
            .flatMap(entry -> keys.version(entry.object().key()).stream())
            .collect(Collectors.toSet());
    for (Entry entry : records.values()) {
      StoredObject object = entry.object();
      Optional<Version> evaluated = keys.evaluated(object.key());
      if (evaluated.isPresent() && !remaining.contains(evaluated.get()) && !young(object)) {
        String reason = "version " + evaluated.get() + " is removed or missing";
        remove(object, Kind.EVALUATION, object.key(), reason);
      }
    }
  }

  private void blobs() {
    Map<String, String> lastNamedBy = new HashMap<>();
    for (Item item : items) {
      Entry entry = records.get(item.object().key());
      if (entry != null) {
        entry.references().forEach(digest -> lastNamedBy.putIfAbsent(digest, item.name()));
      }
    }
    Set<String> needed =
        remaining().flatMap(entry -> entry.references().stream()).collect(Collectors.toSet());
    for (StoredObject blob : snapshot.blobs()) {
      Optional<Sha256> digest = CheckpointKeys.blobDigest(blob.key());
      if (digest.isPresent() && !needed.contains(digest.get().hex()) && !young(blob)) {
        String namedBy = lastNamedBy.get(digest.get().hex());
        remove(
            blob,
            Kind.BLOB,
            blob.key(),
            namedBy == null ? "no record names it" : "named only by what is removed: " + namedBy);
      }
    }
  }

  private void leftovers() {
    Instant leaseEnd = snapshot.takenAt().minus(RemovalNotices.LEASE);
    for (StoredObject leftover : snapshot.leftovers()) {
      if (!young(leftover) && leftover.lastModified().isBefore(leaseEnd)) {
        remove(leftover, Kind.LEFTOVER, leftover.key(), "left by a killed process");
      }
    }
  }

  private boolean young(StoredObject object) {
    return object.lastModified().isAfter(snapshot.takenAt().minus(policy.minAge()));
  }

  private void remove(StoredObject object, Kind kind, String name, String reason) {
    removed.add(object.key());
    items.add(new Item(object, kind, name, reason));
  }

  private static String text(Duration age) {
    return age.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
