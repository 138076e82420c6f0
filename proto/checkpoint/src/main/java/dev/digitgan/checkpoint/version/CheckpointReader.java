package dev.digitgan.checkpoint.version;

import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import dev.digitgan.checkpoint.blob.VerifiedObject;
import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.CompatCodec;
import dev.digitgan.checkpoint.codec.ModelDigest;
import dev.digitgan.checkpoint.codec.RecordCodec;
import dev.digitgan.checkpoint.codec.Safetensors;
import dev.digitgan.checkpoint.name.CheckpointKeys;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.name.Version;
import dev.digitgan.checkpoint.signing.TrustedKeys;
import dev.digitgan.checkpoint.v1.Blob;
import dev.digitgan.checkpoint.v1.Golden;
import dev.digitgan.checkpoint.v1.Manifest;
import dev.digitgan.checkpoint.v1.Signature;
import dev.digitgan.network.GeneratorSpec;
import dev.digitgan.store.ObjectStore;
import dev.digitgan.store.StoredObject;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed versions of one model.
 *
 * <p>Methods block on the store. They throw {@link IOException} when the store fails, where trying
 * again may help, {@link CheckpointException.Incomplete} when a part of the version is missing or
 * short, and {@link CheckpointException.Wrong} when a part is wrong.
 */
public final class CheckpointReader {
  private static final long MAX_MANIFEST_BYTES = 1 << 20;

  /** The limit on blobs, far above any generator for such images. */
  private static final long MAX_BLOB_BYTES = 1L << 30;

  private static final int LOAD_ATTEMPTS = 3;
  private static final long MAX_SIGNATURE_BYTES = 1 << 12;

  private final ObjectStore store;
  private final CheckpointKeys keys;
  private final @Nullable TrustedKeys trusted;

  /** A reader that accepts all versions, signed or not. */
  public CheckpointReader(ObjectStore store, CheckpointKeys keys) {
    this(store, keys, null);
  }

  /** A reader that accepts only manifests with a valid signature by one of {@code trusted}. */
  public CheckpointReader(ObjectStore store, CheckpointKeys keys, @Nullable TrustedKeys trusted) {
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

  /** Whether {@code seen} is gone or has another size or time. */
  public boolean changed(StoredObject seen) throws IOException {
    return !store.stat(seen.key()).equals(Optional.of(seen));
  }

  /** The newest committed version; empty before the first. */
  public Optional<Version> latest() throws IOException {
    return versions().stream().findFirst();
  }

  /** The manifest of {@code version}, with its key and any signature checked; reads no blobs. */
  public Manifest manifest(Version version) throws IOException, CheckpointException {
    byte[] bytes = manifestBytes(version);
    requireSignature(version, bytes);
    Manifest manifest = RecordCodec.decodeManifest(bytes);
    check(
        manifest.getVersion() == version.number(),
        "version is %s in the manifest of version %s",
        manifest.getVersion(),
        version);
    check(
        manifest.getModel().equals(keys.model()),
        "model is '%s' in a manifest of '%s'",
        manifest.getModel(),
        keys.model());
    return manifest;
  }

  private byte[] manifestBytes(Version version) throws IOException, CheckpointException {
    return RecordCodec.read(store, keys.manifest(version), "manifest", MAX_MANIFEST_BYTES);
  }

  /** The signature of {@code version}, not verified; empty if it was not signed. */
  public Optional<Signature> signature(Version version) throws IOException, CheckpointException {
    return signature(manifestBytes(version));
  }

  private Optional<Signature> signature(byte[] manifest) throws IOException, CheckpointException {
    String key = keys.signature(Sha256.of(manifest));
    Optional<byte[]> signature = RecordCodec.find(store, key, "signature", MAX_SIGNATURE_BYTES);
    return signature.isEmpty()
        ? Optional.empty()
        : Optional.of(
            RecordCodec.decode("signature", signature.get(), Signature.newBuilder()).build());
  }

  private void requireSignature(Version version, byte[] manifest)
      throws IOException, CheckpointException {
    if (trusted == null) {
      return;
    }
    Optional<Signature> signature = signature(manifest);
    if (signature.isEmpty()) {
      requireStillThere(version);
      throw new CheckpointException.Incomplete(
          "signature: the manifest of version %s is not signed (%s)"
              .formatted(version, keys.signature(Sha256.of(manifest))));
    }
    trusted.requireSignature(manifest, signature.get());
  }

  /**
   * Reads all of {@code version} and verifies every digest and tensor. Damage in transit looks like
   * damage in the store, so a version counts as damaged only after several reads.
   */
  public Checkpoint load(Version version) throws IOException, CheckpointException {
    for (int attempt = 1; ; attempt++) {
      try {
        return loadOnce(version);
      } catch (CheckpointException e) {
        boolean reread =
            e instanceof CheckpointException.Wrong wrong && wrong.damaged().isPresent();
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
    check(
        manifest.getModelDigest().equals(digest.toString()),
        "model_digest is %s, but the model's is %s",
        manifest.getModelDigest(),
        digest);
    return new Checkpoint(
        manifest, spec, Safetensors.tensors(weights, spec.stack()), golden(manifest, spec));
  }

  private Optional<GoldenSample> golden(Manifest manifest, GeneratorSpec spec)
      throws IOException, CheckpointException {
    if (!manifest.hasGolden()) {
      return Optional.empty();
    }
    Golden golden = manifest.getGolden();
    int images = golden.getImages();
    check(images >= 1 && images <= GoldenSample.MAX_IMAGES, "golden.images is %s", images);
    long bytes = (long) images * spec.shape().bytes();
    check(
        golden.getPixels().getSizeBytes() == bytes,
        "golden.pixels.size_bytes is %s, but %s images of %s take %s",
        golden.getPixels().getSizeBytes(),
        images,
        spec.shape(),
        bytes);
    byte[] pixels = blob(manifest, "golden.pixels", golden.getPixels());
    return Optional.of(new GoldenSample(golden.getSeed(), images, pixels));
  }

  /** The preview sheet of {@code manifest}, verified, if it has one. */
  public Optional<byte[]> preview(Manifest manifest) throws IOException, CheckpointException {
    return manifest.hasPreview()
        ? Optional.of(blob(manifest, "preview", manifest.getPreview()))
        : Optional.empty();
  }

  /** Reads and verifies all of {@code version}, and everything else that its manifest names. */
  public Checkpoint verify(Version version) throws IOException, CheckpointException {
    Checkpoint checkpoint = load(version);
    preview(checkpoint.manifest());
    return checkpoint;
  }

  private byte[] blob(Manifest manifest, String name, Blob blob)
      throws IOException, CheckpointException {
    String key = CheckpointKeys.blob(VerifiedObject.digest(name, blob));
    try {
      return VerifiedObject.read(store, key, name, blob, MAX_BLOB_BYTES);
    } catch (CheckpointException.Incomplete e) {
      requireStillThere(new Version(manifest.getVersion()));
      throw e;
    }
  }

  /** Throws if a clean-up, which removes the manifest first, has begun to remove the version. */
  private void requireStillThere(Version version) throws IOException {
    if (store.stat(keys.manifest(version)).isEmpty()) {
      throw new IOException("version " + version + " was removed while it was read");
    }
  }
}
