package dev.digitgan.pem;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * What a server or a client shows of itself.
 *
 * @param chain its own certificate first; not copied, not to be changed
 * @param key of its own certificate
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record PemIdentity(X509Certificate[] chain, PrivateKey key) {
  /**
   * The identity in two files.
   *
   * @throws FileRefusedException if one of them cannot be used, or they do not belong together
   */
  public static PemIdentity read(
      PemCertificates certificates,
      OptionFile certificate,
      byte[] certificateContent,
      OptionFile key,
      byte[] keyContent)
      throws FileRefusedException {
    X509Certificate[] chain = certificates.chain(certificate, certificateContent);
    PrivateKey own = PemPrivateKey.read(key, keyContent);
    try {
      if (!PemPrivateKey.isPair(own, chain[0].getPublicKey())) {
        throw new FileRefusedException(
            key, "not the key of the certificate in " + certificate.path());
      }
    } catch (GeneralSecurityException e) {
      throw new FileRefusedException(key, "cannot sign: " + e.getMessage(), e);
    }
    return new PemIdentity(chain, own);
  }
}
