package dev.digitgan.checkpoint.blob;

import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects that a commit will name: written first, {@link #secure secured}, then committed
 * within {@link #FRESH}.
 *
 * <p>The upload writes even objects that exist: one may be an orphan that a clean-up has chosen,
 * and writing makes it young. {@link dev.digitgan.checkpoint.retention.Retention} gives the proof.
 * For one thread.
 */
public final class BlobUpload {
  /** The time from the first write in which the commit must begin. */
  public static final Duration FRESH = Duration.ofMinutes(5);

  private static final int ATTEMPTS = 3;

  private final ObjectStore store;
  private final InstantSource clock;
  private final RemovalNotices notices;
  private final Map<String, byte[]> objects = new LinkedHashMap<>();
  private Instant began;
  private boolean secured;

  public BlobUpload(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.notices = new RemovalNotices(store);
    this.began = clock.instant();
  }

  /** Writes {@code bytes} as a blob; they are not copied. */
  public Blob add(byte[] bytes) throws IOException {
    Blob blob = VerifiedObject.describe(bytes);
    add(CheckpointKeys.blob(Sha256.parse(blob.getDigest())), bytes);
    return blob;
  }

  /** Writes an object that is not a blob, such as a signature. */
  public void add(String key, byte[] bytes) throws IOException {
    secured = false;
    objects.put(key, bytes);
    store.put(key, bytes);
  }

  /** Whether the objects are too old to commit, so that {@link #secure} will write them again. */
  public boolean stale() {
    Duration age = Duration.between(began, clock.instant());
    return age.isNegative() || age.compareTo(FRESH) > 0;
  }

  private void rewrite() throws IOException {
    secured = false;
    began = clock.instant();
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      store.put(object.getKey(), object.getValue());
    }
  }

  /**
   * Ensures that no clean-up removes any of the objects before {@link #FRESH} has passed;
   * IOException if one is about to.
   */
  public void secure() throws IOException {
    if (stale()) {
      rewrite();
    }
    for (int attempt = 1; !secured; attempt++) {
      notices.requireNoneNames(objects.keySet(), objects.keySet().iterator().next());
      secured = allThere();
      if (!secured) {
        if (attempt == ATTEMPTS) {
          throw new IOException("objects just written to " + store + " keep disappearing");
        }
        rewrite();
      }
    }
  }

  private boolean allThere() throws IOException {
    for (String key : objects.keySet()) {
      if (store.stat(key).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
