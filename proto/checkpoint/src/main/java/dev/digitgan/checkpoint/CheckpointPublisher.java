package dev.digitgan.checkpoint;

import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.Golden;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import java.io.IOException;
import java.util.Arrays;

/**
 * Publishes versions of one model: blobs first, then the manifest, only if its number is free. That
 * last write is the commit; nothing after it can fail.
 */
public final class CheckpointPublisher {
  private static final long MAX_MANIFEST_BYTES = 1 << 20;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final CheckpointReader reader;

  public CheckpointPublisher(ObjectStore store, CheckpointKeys keys) {
    this.store = store;
    this.keys = keys;
    this.reader = new CheckpointReader(store, keys);
  }

  /**
   * Commits {@code draft} under the next free number. A publisher that loses a race takes the
   * number after.
   *
   * @return what was committed
   * @throws CommitStateUnknownException if the store failed in such a way that the draft may have
   *     been committed
   * @throws IOException if the store failed and nothing was committed
   */
  public Manifest publish(CheckpointDraft draft) throws IOException {
    try {
      return publish(draft, Fence.OPEN);
    } catch (FencedException e) {
      throw new IllegalStateException("nobody is fenced here", e);
    }
  }

  /**
   * As {@link #publish(CheckpointDraft)}, if {@code fence} is held once all blobs are there: it is
   * asked right before each attempt to commit.
   *
   * @throws FencedException if it is not; nothing was committed
   */
  public Manifest publish(CheckpointDraft draft, Fence fence) throws IOException, FencedException {
    Manifest.Builder manifest =
        draft.provenance().toBuilder()
            .setCompat(CompatCodec.encode(draft.spec(), draft.engine()))
            .setModel(keys.model())
            .setModelDigest(draft.digest().toString())
            .setWeights(putBlob(draft.weights()))
            .setPreview(putBlob(draft.preview()));
    if (draft.golden().isPresent()) {
      manifest.setGolden(putGolden(draft.golden().get()));
    }
    Version version = reader.latest().map(Version::next).orElse(Version.FIRST);
    while (true) {
      Manifest candidate = manifest.setVersion(version.number()).build();
      fence.requireHeld();
      if (commit(version, ManifestCodec.encode(candidate))) {
        return candidate;
      }
      version = version.next();
    }
  }

  private Golden putGolden(GoldenSample sample) throws IOException {
    return Golden.newBuilder()
        .setSeed(sample.seed())
        .setImages(sample.images())
        .setPixels(putBlob(sample.pixels()))
        .build();
  }

  private Blob putBlob(byte[] bytes) throws IOException {
    Sha256 digest = Sha256.of(bytes);
    // If it is there already, it is these very bytes: its name is their digest.
    store.putIfAbsent(keys.blob(digest), bytes);
    return Blob.newBuilder().setDigest(digest.toString()).setSizeBytes(bytes.length).build();
  }

  /** Whether {@code manifest} is now the one of {@code version}. */
  private boolean commit(Version version, byte[] manifest) throws IOException {
    String key = keys.manifest(version);
    try {
      return store.putIfAbsent(key, manifest);
    } catch (IOException failure) {
      return wasCommitted(version, key, manifest, failure);
    }
  }

  private boolean wasCommitted(Version version, String key, byte[] manifest, IOException failure)
      throws IOException {
    try {
      return Arrays.equals(store.read(key, MAX_MANIFEST_BYTES), manifest);
    } catch (NoSuchObjectException absent) {
      failure.addSuppressed(absent);
      throw failure;
    } catch (IOException unreadable) {
      failure.addSuppressed(unreadable);
      throw new CommitStateUnknownException(version, failure);
    }
  }
}
