package dev.digitgan.store;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Instant;

/** What a store knows of an object without reading it; times come from the store's clock. */
public record StoredObject(String key, long sizeBytes, Instant lastModified) {
  public StoredObject {
    ObjectKeys.requireKey(key);
    checkArgument(sizeBytes >= 0, "object %s has %s bytes", key, sizeBytes);
  }
}
