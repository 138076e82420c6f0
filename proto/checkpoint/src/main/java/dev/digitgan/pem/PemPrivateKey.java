package dev.digitgan.pem;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A private key of a PEM file: PKCS #8 as it is, PKCS #1 and SEC 1 put into PKCS #8, which is what
 * Java reads.
 */
final class PemPrivateKey {
  /** Of RSA keys of 16,384 bits, twice over. */
  private static final int MAX_KEY_BYTES = 20_000;

  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};

  /** rsaEncryption and its parameters, NULL. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

  /** id-ecPublicKey; the curve follows. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private PemPrivateKey() {}

  /** The first key that {@code content} holds. */
  static PrivateKey read(OptionFile file, byte[] content) throws FileRefusedException {
    for (PemBlock block : PemBlock.read(file, content)) {
      byte[] der = block.der();
      if (der.length > MAX_KEY_BYTES) {
        throw new FileRefusedException(file, "a block of it is too large for a key");
      }
      switch (block.label()) {
        case "PRIVATE KEY" -> {
          return key(file, der);
        }
        case "RSA PRIVATE KEY" -> {
          return key(file, pkcs8(RSA, der));
        }
        case "EC PRIVATE KEY" -> {
          return key(file, pkcs8(curve(file, der), der));
        }
        case PemBlock.ENCRYPTED ->
            throw new FileRefusedException(
                file,
                "the key is encrypted; it must not be: openssl pkey -in "
                    + file.path()
                    + " -out plain.key decrypts it");
        default -> {
          // Curve parameters stand before some keys, certificates behind others.
        }
      }
    }
    throw new FileRefusedException(file, "it holds no PRIVATE KEY");
  }

  /** Whether what the one signs the other verifies. */
  static boolean isPair(PrivateKey key, PublicKey publicKey) throws GeneralSecurityException {
    if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] probe = {1, 2, 3, 4};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(probe);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(probe);
    return verifier.verify(signature);
  }

  private static byte[] curve(OptionFile file, byte[] sec1) throws FileRefusedException {
    try {
      ByteBuffer fields = Der.content(ByteBuffer.wrap(sec1), Der.SEQUENCE);
      Der.content(fields, Der.INTEGER);
      Der.content(fields, Der.OCTET_STRING);
      ByteBuffer parameters = Der.content(fields, Der.CONTEXT_0);
      byte[] algorithm = new byte[EC.length + parameters.remaining()];
      ByteBuffer.wrap(algorithm).put(EC).put(parameters);
      return algorithm;
    } catch (IllegalArgumentException e) {
      throw new FileRefusedException(file, "the EC key is damaged or names no curve", e);
    }
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return Der.element(
        Der.SEQUENCE,
        VERSION_0,
        Der.element(Der.SEQUENCE, algorithm),
        Der.element(Der.OCTET_STRING, key));
  }

  /** PKCS #8 says of which algorithm the key is, and each factory reads its own. */
  private static PrivateKey key(OptionFile file, byte[] pkcs8) throws FileRefusedException {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> key(algorithm, pkcs8).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new FileRefusedException(
                    file, "the key is damaged, or neither RSA, EC nor Ed25519"));
  }

  private static Optional<PrivateKey> key(String algorithm, byte[] pkcs8) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
