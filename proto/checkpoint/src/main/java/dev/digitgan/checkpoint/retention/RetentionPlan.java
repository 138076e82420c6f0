package dev.digitgan.checkpoint.retention;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.store.StoredObject;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The objects that a clean-up would remove, in order, and the versions that stay, newest first;
 * each with its reason.
 */
public record RetentionPlan(List<Item> items, SortedMap<Version, String> kept) {
  public RetentionPlan {
    items =
        items.stream()
            .sorted(Comparator.comparing(Item::kind).thenComparing(item -> item.object().key()))
            .toList();
    kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
  }

  /** The kinds of objects, in the order of their removal: first those that refer to others. */
  public enum Kind {
    VERSION,
    STATE,
    SIGNATURE,
    EVALUATION,
    BLOB,
    /** An object that a killed clean-up or test of the store left. */
    LEFTOVER
  }

  /** One object; {@code name} is "version 3", or the key. */
  public record Item(StoredObject object, Kind kind, String name, String reason) {}

  public long sizeBytes() {
    return items.stream().mapToLong(item -> item.object().sizeBytes()).sum();
  }
}
