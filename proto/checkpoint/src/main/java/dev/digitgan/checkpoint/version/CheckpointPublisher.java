package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.blob.BlobUpload;
import dev.digitgan.checkpoint.codec.CompatCodec;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.run.Fence;
import dev.digitgan.checkpoint.run.Fence.FencedException;
import dev.digitgan.checkpoint.signing.ManifestSigner;
import dev.digitgan.checkpoint.v1.Golden;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectStore.NoSuchObjectException;
import dev.digitgan.store.ObjectStore.ObjectTooLargeException;
import dev.digitgan.store.ObjectStore.OutcomeUnknownException;
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

  /**
   * A version was committed or may still be: the store failed during the write, and a read did not
   * find the manifest. The caller must not clean up; {@link #settle} finds or makes the commit.
   */
  public static final class CommitStateUnknownException extends IOException {
    private static final long serialVersionUID = 1;

    private final long number;

    CommitStateUnknownException(Version version, IOException cause) {
      super(
          "whether version " + version + " was committed is not known: " + cause.getMessage(),
          cause);
      number = version.number();
    }
  }

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
   * Commits {@code draft} under the next free number. A publisher that loses a race takes the next
   * number.
   *
   * @return the committed manifest
   * @throws CommitStateUnknownException if the store failed and the draft may have been committed
   * @throws IOException if the store failed, or a clean-up is removing part of what the draft
   *     needs, and nothing was committed
   */
  public Manifest publish(CheckpointDraft draft) throws IOException {
    try {
      return publish(draft, Fence.OPEN);
    } catch (FencedException e) {
      throw new IllegalStateException("an open fence was not held", e);
    }
  }

  /**
   * Commits {@code draft} if {@code fence} is held, which it checks right before each attempt to
   * commit; see {@link #publish(CheckpointDraft)}.
   */
  public Manifest publish(CheckpointDraft draft, Fence fence) throws IOException, FencedException {
    return publish(draft, fence, null);
  }

  /**
   * Settles an earlier attempt to publish {@code draft}: finds its commit or makes it. It writes
   * the same manifest under the same number, so that only one exists even if the earlier attempt
   * takes effect late. If another publisher took the number meanwhile, it uses the next one.
   *
   * @param unknown the exception of the earlier attempt
   * @throws CommitStateUnknownException if the outcome is still unknown
   * @throws FencedException if {@code fence} is not held; this call committed nothing
   * @throws IOException if the store failed before this call could commit; the outcome of the
   *     earlier attempt remains unknown
   */
  public Manifest settle(CommitStateUnknownException unknown, CheckpointDraft draft, Fence fence)
      throws IOException, FencedException {
    return publish(draft, fence, new Version(unknown.number));
  }

  /** Publishes; {@code tried} is the number that an earlier attempt may have committed. */
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
      if (upload.stale() && !version.equals(tried)) {
        version = nextFree();
      }
      Manifest candidate = manifest.setVersion(version.number()).build();
      byte[] bytes = RecordCodec.encode(candidate);
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

  /** Whether {@code manifest} is now that of {@code version}. */
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
        // The write may still reach the store.
        throw new CommitStateUnknownException(version, failure);
      }
      throw failure;
    } catch (IOException unreadable) {
      failure.addSuppressed(unreadable);
      throw new CommitStateUnknownException(version, failure);
    }
  }
}
