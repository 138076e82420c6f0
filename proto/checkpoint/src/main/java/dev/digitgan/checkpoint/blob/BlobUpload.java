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
 * What a commit is going to name: written first, {@link #secure secured}, then committed within
 * {@link #FRESH}.
 *
 * <p>All of it is written even if it is there: it may be an orphan that a clean-up has chosen, and
 * writing makes it young. {@link dev.digitgan.checkpoint.retention.Retention} has the argument. For
 * one thread.
 */
public final class BlobUpload {
  /** How long after its writing began the commit may begin. */
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

  /** Writes {@code bytes}, which are not copied, as a blob. */
  public Blob add(byte[] bytes) throws IOException {
    Sha256 digest = Sha256.of(bytes);
    add(CheckpointKeys.blobOf(digest), bytes);
    return Blob.newBuilder().setDigest(digest.toString()).setSizeBytes(bytes.length).build();
  }

  /** Writes an object whose key follows from its purpose, such as a signature. */
  public void add(String key, byte[] bytes) throws IOException {
    secured = false;
    objects.put(key, bytes);
    store.put(key, bytes);
  }

  /** Whether so much time has passed that all has to be written again. */
  public boolean stale() {
    Duration age = Duration.between(began, clock.instant());
    return age.isNegative() || age.compareTo(FRESH) > 0;
  }

  public void rewrite() throws IOException {
    secured = false;
    began = clock.instant();
    for (Map.Entry<String, byte[]> object : objects.entrySet()) {
      store.put(object.getKey(), object.getValue());
    }
  }

  /**
   * Makes sure that no clean-up takes any of it before {@link #FRESH} has passed.
   *
   * @throws IOException if a clean-up is about to; later it may work
   */
  public void secure() throws IOException {
    for (int attempt = 1; !secured; attempt++) {
      notices.requireNoneNames(objects.keySet(), objects.keySet().iterator().next());
      secured = allThere();
      if (!secured) {
        if (attempt == ATTEMPTS) {
          throw new IOException("what was written to " + store + " is gone again and again");
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
