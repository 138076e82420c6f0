package dev.digitgan.pem;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The private key, and the certificates from its own up, that identify a server or client. The
 * chain is not copied; do not change it.
 */
@SuppressWarnings("ArrayRecordComponent") // No code compares identities.
public record PemIdentity(X509Certificate[] chain, PrivateKey key) {
  /** Twice the size of an RSA key of 16,384 bits. */
  private static final int MAX_KEY_BYTES = 20_000;

  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};

  /** rsaEncryption and its parameters, NULL. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");

  /** id-ecPublicKey; the curve follows. */
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** Reads the identity in two files, which must belong together. */
  public static PemIdentity read(
      PemCertificates certificates,
      OptionFile certificate,
      byte[] certificateContent,
      OptionFile key,
      byte[] keyContent)
      throws FileRefusedException {
    X509Certificate[] chain = certificates.chain(certificate, certificateContent);
    PrivateKey own = key(key, keyContent);
    try {
      if (!isPair(own, chain[0].getPublicKey())) {
        throw new FileRefusedException(
            key, "not the key of the certificate in " + certificate.path());
      }
    } catch (GeneralSecurityException e) {
      throw new FileRefusedException(key, "cannot sign: " + e.getMessage(), e);
    }
    return new PemIdentity(chain, own);
  }

  /** The first key in {@code content}: PKCS #8, or PKCS #1 and SEC 1 converted to it for Java. */
  static PrivateKey key(OptionFile file, byte[] content) throws FileRefusedException {
    for (PemBlock block : PemBlock.read(file, content)) {
      byte[] der = block.der();
      if (der.length > MAX_KEY_BYTES) {
        throw new FileRefusedException(file, "a block of it is too large for a key");
      }
      byte @Nullable [] pkcs8 =
          switch (block.label()) {
            case "PRIVATE KEY" -> der;
            case "RSA PRIVATE KEY" -> pkcs8(RSA, der);
            case "EC PRIVATE KEY" -> pkcs8(curve(file, der), der);
            case PemBlock.ENCRYPTED ->
                throw new FileRefusedException(
                    file,
                    "the key is encrypted; it must not be: openssl pkey -in "
                        + file.path()
                        + " -out plain.key decrypts it");
            default -> null; // Curve parameters precede some keys, certificates follow others.
          };
      if (pkcs8 != null) {
        return parse(file, pkcs8);
      }
    }
    throw new FileRefusedException(file, "it holds no PRIVATE KEY");
  }

  /** Whether the public key verifies what the private key signs. */
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
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(probe);
    return verifier.verify(signer.sign());
  }

  private static byte[] curve(OptionFile file, byte[] sec1) throws FileRefusedException {
    try {
      ByteBuffer fields = Der.content(ByteBuffer.wrap(sec1), Der.SEQUENCE);
      Der.content(fields, Der.INTEGER);
      Der.content(fields, Der.OCTET_STRING);
      ByteBuffer parameters = Der.content(fields, Der.CONTEXT_0);
      byte[] algorithm = Arrays.copyOf(EC, EC.length + parameters.remaining());
      parameters.get(algorithm, EC.length, parameters.remaining());
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

  private static PrivateKey parse(OptionFile file, byte[] pkcs8) throws FileRefusedException {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        // PKCS #8 names the key's algorithm, so that only one factory accepts it.
      }
    }
    throw new FileRefusedException(file, "the key is damaged, or is not RSA, EC or Ed25519");
  }
}
