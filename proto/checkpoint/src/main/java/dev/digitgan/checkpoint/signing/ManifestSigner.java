package dev.digitgan.checkpoint.signing;

import com.google.protobuf.ByteString;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Signature;
import dev.digitgan.pem.PemBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.spec.InvalidKeySpecException;
import java.util.List;

/** Signs manifests by one private key, so that readers with its public key know who published. */
public final class ManifestSigner {
  private static final String PRIVATE = "PRIVATE KEY";

  private final KeyPair pair;

  ManifestSigner(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * A signer by the key in {@code file}: PEM, PKCS#8, Ed25519, as {@code digitgan keys new} and
   * {@code openssl genpkey -algorithm ed25519} write it.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds something else; the message names the file, and
   *     nothing of what it holds
   */
  public static ManifestSigner read(Path file) throws IOException {
    List<PemBlock> blocks = PemBlock.read(file);
    if (blocks.size() != 1 || !blocks.get(0).label().equals(PRIVATE)) {
      throw new IllegalArgumentException(
          file + ": a signing key is one '" + PRIVATE + "' block and nothing else");
    }
    try {
      return new ManifestSigner(Ed25519.keys(blocks.get(0).der()));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(file + ": no Ed25519 private key in PKCS#8", e);
    }
  }

  /** Names the key: the digest of its public half. */
  public Sha256 keyId() {
    return Sha256.of(pair.getPublic().getEncoded());
  }

  public Signature sign(byte[] manifest) {
    return Signature.newBuilder()
        .setKey(keyId().toString())
        .setAlgorithm(Ed25519.NAME)
        .setSignature(ByteString.copyFrom(Ed25519.sign(pair.getPrivate(), manifest)))
        .build();
  }
}
