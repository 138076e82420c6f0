package dev.digitgan.cli.connection;

import dev.digitgan.cli.console.Failures;
import dev.digitgan.command.MisuseException;
import dev.digitgan.file.FileRefusedException;
import dev.digitgan.file.OptionFile;
import dev.digitgan.pem.PemCertificates;
import dev.digitgan.pem.PemIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** PEM files, read as the servers read theirs; a refusal names the option and the file. */
final class PemFiles {
  private static final PemCertificates CERTIFICATES = new PemCertificates(Clock.systemUTC());

  private PemFiles() {}

  /** Trusts the authorities in {@code file}, and no others. */
  static TrustManager[] trust(OptionFile file) {
    try {
      KeyStore store = emptyStore();
      int number = 0;
      for (X509Certificate authority : PemCertificates.authorities(file, bytes(file))) {
        store.setCertificateEntry("authority-" + ++number, authority);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (FileRefusedException | IOException | GeneralSecurityException e) {
      throw refused(file, e);
    }
  }

  /** Shows the chain in {@code certificate}, whose key is in {@code key}: of any of its forms. */
  static KeyManager[] identity(OptionFile certificate, OptionFile key) {
    byte[] chain = bytes(certificate);
    try {
      return keyManagers(PemIdentity.read(CERTIFICATES, certificate, chain, key, bytes(key)));
    } catch (FileRefusedException | IOException | GeneralSecurityException e) {
      throw refused(certificate, e);
    }
  }

  private static KeyManager[] keyManagers(PemIdentity own)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore();
    store.setKeyEntry("own", own.key(), new char[0], own.chain());
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] bytes(OptionFile file) {
    try {
      return Files.readAllBytes(file.path());
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  private static MisuseException refused(OptionFile file, Exception e) {
    return e instanceof FileRefusedException
        ? new MisuseException(String.valueOf(e.getMessage()))
        : new MisuseException(file.option() + ": " + Failures.text(e));
  }
}
