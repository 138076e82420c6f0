package dev.digitgan.checkpoint.signing;

import dev.digitgan.checkpoint.codec.CheckpointException;
import dev.digitgan.checkpoint.codec.WrongCheckpointException;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Signature;
import dev.digitgan.pem.PemBlock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Public keys whose holders may publish. At least one: who trusts nobody loads nothing. */
public final class TrustedKeys {
  private static final String PUBLIC = "PUBLIC KEY";

  private final Map<String, PublicKey> keys;

  private TrustedKeys(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * The keys of {@code path}: a PEM file of Ed25519 public keys (X.509), or a directory of such
   * files whose names end with ".pem".
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it holds no key, or something else than public keys; the
   *     message names the file
   */
  public static TrustedKeys read(Path path) throws IOException {
    Map<String, PublicKey> keys = new TreeMap<>();
    for (Path file : files(path)) {
      for (PemBlock block : PemBlock.read(file)) {
        PublicKey key = key(file, block);
        keys.put(Sha256.of(key.getEncoded()).toString(), key);
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(path + ": no file in it ends with .pem");
    }
    return new TrustedKeys(keys);
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "[!.]*.pem")) {
      found.forEach(files::add);
    }
    Collections.sort(files);
    return files;
  }

  private static PublicKey key(Path file, PemBlock block) {
    if (!block.label().equals(PUBLIC)) {
      throw new IllegalArgumentException(
          file + ": a trusted key is a '" + PUBLIC + "' block, not '" + block.label() + "'");
    }
    try {
      return Ed25519.publicKey(block.der());
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(file + ": no Ed25519 public key", e);
    }
  }

  /** What {@link ManifestSigner#keyId} says of each. */
  public Set<String> keyIds() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  public void requireSignature(byte[] manifest, Signature signature) throws CheckpointException {
    PublicKey key = keys.get(signature.getKey());
    if (key == null) {
      throw new WrongCheckpointException(
          "signature: by key '" + signature.getKey() + "', which is not trusted");
    }
    if (!signature.getAlgorithm().equals(Ed25519.NAME)) {
      throw new WrongCheckpointException(
          "signature: algorithm is '"
              + signature.getAlgorithm()
              + "'; this reader knows "
              + Ed25519.NAME);
    }
    if (!Ed25519.verify(key, manifest, signature.getSignature().toByteArray())) {
      throw new WrongCheckpointException(
          "signature: not one of these bytes by key " + signature.getKey());
    }
  }
}
