package dev.digitgan.store;

import java.time.Instant;

/**
 * What a store knows of an object without reading it.
 *
 * @param lastModified by the store's clock, at the resolution that it keeps: a second at worst
 */
public record StoredObject(String key, long sizeBytes, Instant lastModified) {
  public StoredObject {
    ObjectKeys.requireKey(key);
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("object " + key + " has " + sizeBytes + " bytes");
    }
  }
}
