package dev.digitgan.checkpoint.signing;

import static com.google.common.base.Preconditions.checkArgument;
import static dev.digitgan.checkpoint.codec.CheckpointException.check;

import dev.digitgan.checkpoint.codec.CheckpointException;
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

/** The public keys of trusted publishers, at least one. */
public final class TrustedKeys {
  private static final String PUBLIC = "PUBLIC KEY";

  private final Map<String, PublicKey> keys;

  private TrustedKeys(Map<String, PublicKey> keys) {
    this.keys = keys;
  }

  /**
   * Reads the keys of {@code path}: a PEM file of Ed25519 public keys (X.509), or a directory of
   * such files with names ending in ".pem".
   */
  public static TrustedKeys read(Path path) throws IOException {
    Map<String, PublicKey> keys = new TreeMap<>();
    for (Path file : files(path)) {
      for (PemBlock block : PemBlock.read(file)) {
        PublicKey key = key(file, block);
        keys.put(Sha256.of(key.getEncoded()).toString(), key);
      }
    }
    checkArgument(!keys.isEmpty(), "%s: no file in it ends with .pem", path);
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
    checkArgument(
        block.label().equals(PUBLIC),
        "%s: a trusted key is a '%s' block, not '%s'",
        file,
        PUBLIC,
        block.label());
    try {
      return Ed25519.publicKey(block.der());
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(file + ": not an Ed25519 public key", e);
    }
  }

  Set<String> keyIds() {
    return keys.keySet();
  }

  public void requireSignature(byte[] manifest, Signature signature) throws CheckpointException {
    PublicKey key = keys.get(signature.getKey());
    if (key == null) {
      throw new CheckpointException.Wrong(
          "signature: by key '" + signature.getKey() + "', which is not trusted");
    }
    check(
        signature.getAlgorithm().equals(Ed25519.NAME),
        "signature: algorithm is '%s'; this reader knows %s",
        signature.getAlgorithm(),
        Ed25519.NAME);
    check(
        Ed25519.verify(key, manifest, signature.getSignature().toByteArray()),
        "signature: does not match the manifest under key %s",
        signature.getKey());
  }
}
