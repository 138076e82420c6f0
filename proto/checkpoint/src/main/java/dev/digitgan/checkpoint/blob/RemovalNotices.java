package dev.digitgan.checkpoint.blob;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.RemovalNotice;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Notices that clean-ups post before they remove objects, so that no publisher begins to rely on
 * these; {@link dev.digitgan.checkpoint.retention.Retention} gives the proof.
 */
public record RemovalNotices(ObjectStore store) {
  /** The life of a notice; an older one was left by a killed clean-up. */
  public static final Duration LEASE = Duration.ofMinutes(15);

  /** The limit on keys in one notice. */
  public static final int MAX_KEYS = 10_000;

  private static final long MAX_BYTES = 4 << 20;

  /** Posts a notice that names {@code doomed}, and returns the notice's key. */
  public String post(List<String> doomed) throws IOException {
    String key = CheckpointKeys.removal(UUID.randomUUID().toString());
    store.putIfAbsent(
        key, RecordCodec.encode(RemovalNotice.newBuilder().addAllKeys(doomed).build()));
    return key;
  }

  /**
   * Requires that no notice names one of {@code needed}. The time of {@code written}, an object
   * that the caller has just written, shows the store's clock.
   */
  public void requireNoneNames(Collection<String> needed, String written) throws IOException {
    List<StoredObject> notices = store.listObjects(CheckpointKeys.removals());
    if (notices.isEmpty()) {
      return;
    }
    Instant now = store.stat(written).map(StoredObject::lastModified).orElse(Instant.EPOCH);
    for (StoredObject notice : notices) {
      if (notice.lastModified().plus(LEASE).isAfter(now)) {
        requireNotNamed(needed, notice);
      }
    }
  }

  private void requireNotNamed(Collection<String> needed, StoredObject notice) throws IOException {
    try {
      byte[] bytes = store.read(notice.key(), MAX_BYTES);
      RemovalNotice.Builder named =
          RecordCodec.decode(notice.key(), bytes, RemovalNotice.newBuilder());
      for (String key : named.getKeysList()) {
        if (needed.contains(key)) {
          throw new IOException(
              "a clean-up (%s) is removing %s; try again after it, or after %s"
                  .formatted(notice.key(), key, notice.lastModified().plus(LEASE)));
        }
      }
    } catch (NoSuchObjectException e) {
      // That clean-up has ended.
    } catch (CheckpointException | ObjectTooLargeException e) {
      throw new IOException(
          "a clean-up's notice cannot be read; it expires at "
              + notice.lastModified().plus(LEASE)
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
