package dev.digitgan.checkpoint.blob;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.v1.RemovalNotice;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * What clean-ups say before they remove anything, so that nobody begins to rely on it meanwhile;
 * {@link dev.digitgan.checkpoint.retention.Retention} has the argument.
 */
public final class RemovalNotices {
  /** How long a notice counts; one that is older was left by a clean-up that was killed. */
  public static final Duration LEASE = Duration.ofMinutes(15);

  /** Keys that one notice may name. */
  public static final int MAX_KEYS = 10_000;

  private static final long MAX_BYTES = 4 << 20;

  private final ObjectStore store;

  public RemovalNotices(ObjectStore store) {
    this.store = store;
  }

  /** Posts a notice that names {@code doomed}; returns its own key. */
  public String post(List<String> doomed) throws IOException {
    String key = CheckpointKeys.removal(UUID.randomUUID().toString());
    store.putIfAbsent(
        key, RecordCodec.encode(RemovalNotice.newBuilder().addAllKeys(doomed).build()));
    return key;
  }

  /**
   * Requires that no notice names one of {@code needed}.
   *
   * @param written an object that the caller has just written: its time is the store's
   * @throws IOException if a notice names one of {@code needed}; once it has gone or expired,
   *     trying again helps
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
      // That clean-up is over.
    } catch (CheckpointException | ObjectTooLargeException e) {
      throw new IOException(
          "a clean-up's notice cannot be read, and counts until "
              + notice.lastModified().plus(LEASE)
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
