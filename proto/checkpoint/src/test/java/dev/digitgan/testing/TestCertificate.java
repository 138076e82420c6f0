package dev.digitgan.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;

/** A certificate and its key. */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {
  public String pem() {
    return pem(certificate);
  }

  /** PKCS #8. */
  public String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  /** As {@code openssl ecparam -genkey -name prime256v1} writes it. */
  public String sec1KeyPem() {
    byte[] number = new byte[32];
    byte[] bytes = ((ECPrivateKey) key).getS().toByteArray();
    int length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, number, 32 - length, length);
    byte[] p256 = DerBytes.identifier("2a8648ce3d030107");
    byte[] sec1 =
        DerBytes.sequence(
            DerBytes.integer(1), DerBytes.octets(number), DerBytes.element(0xA0, p256));
    return pem("EC PARAMETERS", p256) + pem("EC PRIVATE KEY", sec1);
  }

  /** Writes both, the key first. */
  public void write(Path certificateFile, Path keyFile) throws IOException {
    replace(keyFile, keyPem());
    replace(certificateFile, pem());
  }

  /** The file is whole at every moment, before and after. */
  public static void replace(Path file, String content) throws IOException {
    Path whole = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), content);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  public static String pem(String label, byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, text, label);
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
