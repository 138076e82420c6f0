package dev.digitgan.pem;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** Reads certificates from PEM files. */
public record PemCertificates(Clock clock) {
  /** A server's chain: its own certificate, valid now, then the issuer of each one before. */
  public X509Certificate[] chain(OptionFile file, byte[] content) throws FileRefusedException {
    List<X509Certificate> chain = all(file, content);
    X509Certificate own = chain.get(0);
    try {
      own.checkValidity(Date.from(clock.instant()));
    } catch (CertificateExpiredException e) {
      throw new FileRefusedException(
          file, "the certificate expired at " + own.getNotAfter().toInstant(), e);
    } catch (CertificateNotYetValidException e) {
      throw new FileRefusedException(
          file, "the certificate is not valid before " + own.getNotBefore().toInstant(), e);
    }
    for (int i = 1; i < chain.size(); i++) {
      if (!chain
          .get(i - 1)
          .getIssuerX500Principal()
          .equals(chain.get(i).getSubjectX500Principal())) {
        throw new FileRefusedException(
            file,
            String.format(
                Locale.ROOT, "not a chain: certificate %d is not the issuer of %d", i + 1, i));
      }
    }
    return chain.toArray(X509Certificate[]::new);
  }

  /** Authorities, in any order. */
  public static X509Certificate[] authorities(OptionFile file, byte[] content)
      throws FileRefusedException {
    return all(file, content).toArray(X509Certificate[]::new);
  }

  private static List<X509Certificate> all(OptionFile file, byte[] content)
      throws FileRefusedException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (PemBlock block : PemBlock.read(file, content)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(file, block.der()));
      }
    }
    if (certificates.isEmpty()) {
      throw new FileRefusedException(file, "it holds no CERTIFICATE");
    }
    return certificates;
  }

  private static X509Certificate certificate(OptionFile file, byte[] der)
      throws FileRefusedException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new FileRefusedException(file, "a certificate in it is damaged", e);
    }
  }
}
