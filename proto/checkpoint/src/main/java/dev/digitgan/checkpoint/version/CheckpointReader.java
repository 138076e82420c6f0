package dev.digitgan.checkpoint.version;

import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.CompatCodec;
import dev.digitgan.checkpoint.codec.IncompleteCheckpointException;
import dev.digitgan.checkpoint.codec.ManifestCodec;
import dev.digitgan.checkpoint.codec.ModelDigest;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.Golden;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Signature;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.store.NoSuchObjectException;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.ObjectTooLargeException;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed versions of one model.
 *
 * <p>Methods block on the store. They throw {@link IOException} when the store fails, where trying
 * again may help, {@link IncompleteCheckpointException} when a part of the version is missing or
 * short, and {@link WrongCheckpointException} when it is not what it has to be.
 */
public final class CheckpointReader {
  private static final long MAX_MANIFEST_BYTES = 1 << 20;

  /** Largest blob that is read: no generator of this size of image comes near. */
  private static final long MAX_BLOB_BYTES = 1L << 30;

  private static final int LOAD_ATTEMPTS = 3;
  private static final long MAX_SIGNATURE_BYTES = 1 << 12;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final @Nullable TrustedKeys trusted;

  /** A reader that takes what the store holds, whoever put it there. */
  public CheckpointReader(ObjectStore store, CheckpointKeys keys) {
    this.store = store;
    this.keys = keys;
    this.trusted = null;
  }

  /** A reader for which a manifest without a valid signature by one of {@code trusted} is wrong. */
  public CheckpointReader(ObjectStore store, CheckpointKeys keys, TrustedKeys trusted) {
    this.store = store;
    this.keys = keys;
    this.trusted = trusted;
  }

  /** All committed versions, newest first. */
  public List<Version> versions() throws IOException {
    return store.list(keys.manifests()).stream()
        .flatMap(key -> keys.version(key).stream())
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Whether the store has {@code seen} with another size or time than that, or not at all. */
  public boolean changed(StoredObject seen) throws IOException {
    return !store.stat(seen.key()).equals(Optional.of(seen));
  }

  /** Newest committed version, or empty before the first. */
  public Optional<Version> latest() throws IOException {
    return versions().stream().findFirst();
  }

  /**
   * The manifest of {@code version}, parsed, in agreement with its key and signed, if it must be;
   * its blobs are not looked at.
   */
  public Manifest manifest(Version version) throws IOException, CheckpointException {
    try {
      byte[] bytes = store.read(keys.manifest(version), MAX_MANIFEST_BYTES);
      requireSignature(version, bytes);
      Manifest manifest = ManifestCodec.decode(bytes);
      if (manifest.getVersion() != version.number()) {
        throw new WrongCheckpointException(
            "version is " + manifest.getVersion() + " in the manifest of version " + version);
      }
      if (!manifest.getModel().equals(keys.model())) {
        throw new WrongCheckpointException(
            "model is '" + manifest.getModel() + "' in a manifest of '" + keys.model() + "'");
      }
      return manifest;
    } catch (NoSuchObjectException e) {
      throw new IncompleteCheckpointException("manifest: " + e.getMessage(), e);
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("manifest: " + e.getMessage(), e);
    }
  }

  /**
   * What is said to be the signature of {@code version}, not checked; empty if there is none. See
   * {@link #manifest}.
   */
  public Optional<Signature> signature(Version version) throws IOException, CheckpointException {
    try {
      return signature(store.read(keys.manifest(version), MAX_MANIFEST_BYTES));
    } catch (NoSuchObjectException e) {
      throw new IncompleteCheckpointException("manifest: " + e.getMessage(), e);
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("manifest: " + e.getMessage(), e);
    }
  }

  private Optional<Signature> signature(byte[] manifest) throws IOException, CheckpointException {
    byte[] signature;
    try {
      signature = store.read(keys.signature(Sha256.of(manifest)), MAX_SIGNATURE_BYTES);
    } catch (NoSuchObjectException e) {
      return Optional.empty();
    } catch (ObjectTooLargeException e) {
      throw new WrongCheckpointException("signature: " + e.getMessage(), e);
    }
    return Optional.of(RecordCodec.decode("signature", signature, Signature.newBuilder()).build());
  }

  private void requireSignature(Version version, byte[] manifest)
      throws IOException, CheckpointException {
    if (trusted == null) {
      return;
    }
    Optional<Signature> signature = signature(manifest);
    if (signature.isEmpty()) {
      requireStillThere(version);
      throw new IncompleteCheckpointException(
          "signature: the manifest of version %s has none (%s)"
              .formatted(version, keys.signature(Sha256.of(manifest))));
    }
    trusted.requireSignature(manifest, signature.get());
  }

  /**
   * The whole of {@code version}: every digest verified, every tensor where it should be.
   *
   * <p>Damage on the way looks like damage in the store, so a version counts as damaged only when
   * it was read so several times.
   */
  public Checkpoint load(Version version) throws IOException, CheckpointException {
    for (int attempt = 1; ; attempt++) {
      try {
        return loadOnce(version);
      } catch (CheckpointException e) {
        boolean reread = e instanceof WrongCheckpointException wrong && wrong.damaged().isPresent();
        if (reread || attempt == LOAD_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Checkpoint loadOnce(Version version) throws IOException, CheckpointException {
    Manifest manifest = manifest(version);
    GeneratorSpec spec = CompatCodec.decode(manifest.getCompat());
    byte[] weights = blob(manifest, "weights", manifest.getWeights());
    Sha256 digest = ModelDigest.of(spec, Sha256.of(weights));
    if (!manifest.getModelDigest().equals(digest.toString())) {
      throw new WrongCheckpointException(
          "model_digest is " + manifest.getModelDigest() + ", but the model's is " + digest);
    }
    return new Checkpoint(
        manifest, spec, Safetensors.tensors(weights, spec.stack()), golden(manifest, spec));
  }

  private Optional<GoldenSample> golden(Manifest manifest, GeneratorSpec spec)
      throws IOException, CheckpointException {
    if (!manifest.hasGolden()) {
      return Optional.empty();
    }
    Golden golden = manifest.getGolden();
    if (golden.getImages() < 1 || golden.getImages() > GoldenSample.MAX_IMAGES) {
      throw new WrongCheckpointException("golden.images is " + golden.getImages());
    }
    long bytes = (long) golden.getImages() * spec.shape().bytes();
    if (golden.getPixels().getSizeBytes() != bytes) {
      throw new WrongCheckpointException(
          String.format(
              Locale.ROOT,
              "golden.pixels.size_bytes is %d, but %d images of %s take %d",
              golden.getPixels().getSizeBytes(),
              golden.getImages(),
              spec.shape(),
              bytes));
    }
    byte[] pixels = blob(manifest, "golden.pixels", golden.getPixels());
    return Optional.of(new GoldenSample(golden.getSeed(), golden.getImages(), pixels));
  }

  /** The preview sheet of {@code manifest}, verified; empty if it has none. */
  public Optional<byte[]> preview(Manifest manifest) throws IOException, CheckpointException {
    return manifest.hasPreview()
        ? Optional.of(blob(manifest, "preview", manifest.getPreview()))
        : Optional.empty();
  }

  /** As {@link #load}, and verifies what else the manifest names. */
  public Checkpoint verify(Version version) throws IOException, CheckpointException {
    Checkpoint checkpoint = load(version);
    preview(checkpoint.manifest());
    return checkpoint;
  }

  private byte[] blob(Manifest manifest, String name, Blob blob)
      throws IOException, CheckpointException {
    String key = keys.blob(VerifiedObject.digest(name, blob));
    try {
      return VerifiedObject.read(store, key, name, blob, MAX_BLOB_BYTES);
    } catch (IncompleteCheckpointException e) {
      requireStillThere(new Version(manifest.getVersion()));
      throw e;
    }
  }

  /** A clean-up takes the manifest first: then a part that is missing is nobody's fault. */
  private void requireStillThere(Version version) throws IOException {
    if (store.stat(keys.manifest(version)).isEmpty()) {
      throw new IOException("version " + version + " was removed while it was read");
    }
  }
}
