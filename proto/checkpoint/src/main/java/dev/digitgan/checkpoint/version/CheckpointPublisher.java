package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.codec.CompatCodec;
import dev.digitgan.checkpoint.codec.ManifestCodec;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.FencedException;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.v1.Golden;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.OutcomeUnknownException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Publishes versions of one model: blobs first, then the manifest, only if its number is free. That
 * last write is the commit; nothing after it can fail.
 */
public final class CheckpointPublisher {
  private static final long MAX_MANIFEST_BYTES = 1 << 20;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final @Nullable ManifestSigner signer;
  private final InstantSource clock;
  private final CheckpointReader reader;

  public CheckpointPublisher(ObjectStore store, CheckpointKeys keys) {
    this(store, keys, null, InstantSource.system());
  }

  /** A publisher that signs its manifests. */
  public CheckpointPublisher(ObjectStore store, CheckpointKeys keys, ManifestSigner signer) {
    this(store, keys, signer, InstantSource.system());
  }

  public CheckpointPublisher(
      ObjectStore store,
      CheckpointKeys keys,
      @Nullable ManifestSigner signer,
      InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.signer = signer;
    this.clock = clock;
    this.reader = new CheckpointReader(store, keys);
  }

  /**
   * Commits {@code draft} under the next free number. A publisher that loses a race takes the
   * number after.
   *
   * @return what was committed
   * @throws CommitStateUnknownException if the store failed in such a way that the draft may have
   *     been committed
   * @throws IOException if the store failed, or a clean-up is removing part of what the draft
   *     needs, and nothing was committed
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
    return publish(draft, fence, null);
  }

  /**
   * Settles an earlier attempt to publish {@code draft}: finds its commit, or makes it. The same
   * manifest is written under the same number, so that there is one of it however late the earlier
   * attempt takes effect. A number that another publisher took meanwhile is left to that one.
   *
   * @param unknown what the earlier attempt threw
   * @throws CommitStateUnknownException if it cannot be told yet
   * @throws FencedException if {@code fence} is not held; this call committed nothing
   * @throws IOException if the store failed before this call could commit; what became of the
   *     earlier attempt is as unknown as before
   */
  public Manifest settle(CommitStateUnknownException unknown, CheckpointDraft draft, Fence fence)
      throws IOException, FencedException {
    return publish(draft, fence, unknown.version());
  }

  /**
   * @param tried the number under which the draft may be there already; null: none
   */
  private Manifest publish(CheckpointDraft draft, Fence fence, @Nullable Version tried)
      throws IOException, FencedException {
    BlobUpload upload = new BlobUpload(store, clock);
    Manifest.Builder manifest =
        draft.provenance().toBuilder()
            .setCompat(CompatCodec.encode(draft.spec(), draft.engine()))
            .setModel(keys.model())
            .setModelDigest(draft.digest().toString())
            .setWeights(upload.add(draft.weights()))
            .setPreview(upload.add(draft.preview()));
    if (draft.golden().isPresent()) {
      manifest.setGolden(golden(draft.golden().get(), upload));
    }
    Version version = tried == null ? nextFree() : tried;
    while (true) {
      if (upload.stale()) {
        upload.rewrite();
        version = version.equals(tried) ? version : nextFree();
      }
      Manifest candidate = manifest.setVersion(version.number()).build();
      byte[] bytes = ManifestCodec.encode(candidate);
      if (signer != null) {
        upload.add(keys.signature(Sha256.of(bytes)), RecordCodec.encode(signer.sign(bytes)));
      }
      upload.secure();
      fence.requireHeld();
      if (commit(version, bytes) || (version.equals(tried) && isThere(version, bytes))) {
        return candidate;
      }
      version = version.next();
    }
  }

  private static Golden golden(GoldenSample sample, BlobUpload upload) throws IOException {
    return Golden.newBuilder()
        .setSeed(sample.seed())
        .setImages(sample.images())
        .setPixels(upload.add(sample.pixels()))
        .build();
  }

  private Version nextFree() throws IOException {
    return reader.latest().map(Version::next).orElse(Version.FIRST);
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

  private boolean isThere(Version version, byte[] manifest) throws IOException {
    try {
      return Arrays.equals(store.read(keys.manifest(version), MAX_MANIFEST_BYTES), manifest);
    } catch (ObjectTooLargeException e) {
      return false;
    } catch (IOException unreadable) {
      throw new CommitStateUnknownException(version, unreadable);
    }
  }

  private boolean wasCommitted(Version version, String key, byte[] manifest, IOException failure)
      throws IOException {
    try {
      return Arrays.equals(store.read(key, MAX_MANIFEST_BYTES), manifest);
    } catch (NoSuchObjectException absent) {
      failure.addSuppressed(absent);
      if (failure instanceof OutcomeUnknownException) {
        // It may be on its way to the store yet.
        throw new CommitStateUnknownException(version, failure);
      }
      throw failure;
    } catch (IOException unreadable) {
      failure.addSuppressed(unreadable);
      throw new CommitStateUnknownException(version, failure);
    }
  }
}
