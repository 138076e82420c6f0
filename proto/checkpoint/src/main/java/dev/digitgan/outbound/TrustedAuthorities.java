package dev.digitgan.outbound;

import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.pem.PemCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The authorities of a PEM file together with those that Java trusts. */
public final class TrustedAuthorities {
  /** The message about a server whose certificate no trusted authority signed. */
  public static final String ADVICE =
      "no trusted authority signed the server's certificate; set "
          + OutboundEnvironment.CA_BUNDLE
          + " to a PEM file that holds its authority";

  private final TrustManagerFactory factory;

  private TrustedAuthorities(TrustManagerFactory factory) {
    this.factory = factory;
  }

  static TrustedAuthorities read(String variable, Path path) {
    OptionFile file = new OptionFile(variable, path);
    try {
      List<X509Certificate> all = new ArrayList<>(trustedByJava());
      all.addAll(List.of(PemCertificates.authorities(file, Files.readAllBytes(path))));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < all.size(); i++) {
        store.setCertificateEntry("authority-" + i, all.get(i));
      }
      return new TrustedAuthorities(factory(store));
    } catch (FileRefusedException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + ": cannot be used: " + e.getMessage(), e);
    }
  }

  public TrustManager[] trustManagers() {
    return factory.getTrustManagers();
  }

  public SSLContext sslContext() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has TLS", e);
    }
  }

  /** Whether the handshake failed because the server's authority is not trusted. */
  public static boolean areMissing(SSLHandshakeException e) {
    return String.valueOf(e.getMessage()).contains("PKIX path");
  }

  private static List<X509Certificate> trustedByJava() throws GeneralSecurityException {
    List<X509Certificate> trusted = new ArrayList<>();
    for (TrustManager manager : factory(null).getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        trusted.addAll(List.of(x509.getAcceptedIssuers()));
      }
    }
    return trusted;
  }

  /** The factory for {@code store}, or for Java's own store if null. */
  private static TrustManagerFactory factory(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
