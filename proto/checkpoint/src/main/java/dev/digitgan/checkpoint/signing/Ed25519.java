package dev.digitgan.checkpoint.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 signatures (RFC 8032) of the Java runtime. */
final class Ed25519 {
  static final String NAME = "Ed25519";

  private Ed25519() {}

  static KeyPair newKeys() {
    return newKeys(new SecureRandom());
  }

  private static KeyPair newKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
      throw missing(e);
    }
  }

  static PublicKey publicKey(byte[] x509) throws InvalidKeySpecException {
    return factory().generatePublic(new X509EncodedKeySpec(x509));
  }

  /** The private key, and the public one that belongs to it. */
  static KeyPair keys(byte[] pkcs8) throws InvalidKeySpecException {
    PrivateKey privateKey = factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    byte[] seed = seed(privateKey);
    // The runtime cannot derive the public key from a private one, but it uses the random bytes for
    // a new pair as the private key.
    KeyPair pair = newKeys(new FixedRandom(seed));
    if (!Arrays.equals(seed(pair.getPrivate()), seed)) {
      throw new IllegalStateException("this Java runtime makes Ed25519 keys in another way");
    }
    return pair;
  }

  private static byte[] seed(PrivateKey key) throws InvalidKeySpecException {
    if (key instanceof EdECPrivateKey ed) {
      return ed.getBytes().orElseThrow(() -> new InvalidKeySpecException("the key has no bytes"));
    }
    throw new InvalidKeySpecException("not an " + NAME + " key");
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  static boolean verify(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false; // The bytes do not have the form of a signature.
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(NAME);
    } catch (NoSuchAlgorithmException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every Java runtime since 15 has " + NAME, e);
  }

  /** Returns the given bytes. */
  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    FixedRandom(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] into) {
      System.arraycopy(bytes, 0, into, 0, into.length);
    }
  }
}
