package dev.digitgan.checkpoint.retention;

import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.store.StoredObject;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a clean-up would remove, and why: decided from what was seen alone, nothing is done by it.
 *
 * @param items in the order in which they are removed
 * @param kept versions that stay, newest first, and why each does
 */
public record RetentionPlan(List<Item> items, SortedMap<Version, String> kept) {
  public RetentionPlan {
    items =
        items.stream()
            .sorted(Comparator.comparing(Item::kind).thenComparing(item -> item.object().key()))
            .toList();
    kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
  }

  /** Kinds of objects, in the order of their removal: first what refers to others. */
  public enum Kind {
    VERSION,
    STATE,
    SIGNATURE,
    EVALUATION,
    BLOB,
    /** What tests of the store and clean-ups that were killed left. */
    LEFTOVER
  }

  /**
   * One object.
   *
   * @param name for people: "version 3", or the key
   */
  public record Item(StoredObject object, Kind kind, String name, String reason) {}

  public long sizeBytes() {
    return items.stream().mapToLong(item -> item.object().sizeBytes()).sum();
  }
}
