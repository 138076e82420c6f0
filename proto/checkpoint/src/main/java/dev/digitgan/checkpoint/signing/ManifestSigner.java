package dev.digitgan.checkpoint.signing;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.protobuf.ByteString;
import dev.digitgan.checkpoint.name.Sha256;
import dev.digitgan.checkpoint.v1.Signature;
import dev.digitgan.pem.PemBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.spec.InvalidKeySpecException;
import java.util.List;

/** Signs manifests with a private key; readers verify them with the public key. */
public final class ManifestSigner {
  private static final String PRIVATE = "PRIVATE KEY";

  private final KeyPair pair;

  ManifestSigner(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * Reads the key in {@code file}: PEM, PKCS#8, Ed25519, as {@code digitgan keys new} and {@code
   * openssl genpkey -algorithm ed25519} write it. Messages of exceptions show nothing of the
   * content.
   */
  public static ManifestSigner read(Path file) throws IOException {
    List<PemBlock> blocks = PemBlock.read(file);
    checkArgument(
        blocks.size() == 1 && blocks.get(0).label().equals(PRIVATE),
        "%s: a signing key is one '%s' block and nothing else",
        file,
        PRIVATE);
    try {
      return new ManifestSigner(Ed25519.keys(blocks.get(0).der()));
    } catch (InvalidKeySpecException e) {
      throw new IllegalArgumentException(file + ": not an Ed25519 private key in PKCS#8", e);
    }
  }

  /** The digest of the public key, which names the pair. */
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
